"""The window to `salesfrontier`: plain columns in, frozen rows out.

Nothing here knows the database or the web, so `kam calibrate FILE` uses it as well.
"""

from kam.pipeline.engine.aging import OpenOne, OpenOnes, aging_rules, judge_open
from kam.pipeline.engine.calibrating import calibrate
from kam.pipeline.engine.cells import Board, CellRow, Forecast, Place, Prospect
from kam.pipeline.engine.columns import LOST, OPEN, OUTCOMES, UNKNOWN, WON, Columns
from kam.pipeline.engine.forecasting import forecast
from kam.pipeline.engine.results import Calibration, ClosedOnly, Drop, Note
from kam.pipeline.engine.words import FAULTS, NOTES, STANDINGS

__all__ = [
    "FAULTS",
    "LOST",
    "NOTES",
    "OPEN",
    "OUTCOMES",
    "STANDINGS",
    "UNKNOWN",
    "WON",
    "Board",
    "Calibration",
    "CellRow",
    "ClosedOnly",
    "Columns",
    "Drop",
    "Forecast",
    "Note",
    "OpenOne",
    "OpenOnes",
    "Place",
    "Prospect",
    "aging_rules",
    "calibrate",
    "forecast",
    "judge_open",
]
