"""The window to `salesfrontier`: plain columns in, frozen rows out.

Nothing here knows the database or the web, so `kam calibrate FILE` uses it as well.
"""

from kam.pipeline.engine.aging import OpenOne, OpenOnes, aging_rules, judge_open
from kam.pipeline.engine.calibrating import calibrate
from kam.pipeline.engine.columns import LOST, OPEN, UNKNOWN, WON, Columns
from kam.pipeline.engine.results import Calibration, ClosedOnly, Drop, Note
from kam.pipeline.engine.words import FAULTS, NOTES, STANDINGS

__all__ = [
    "FAULTS",
    "LOST",
    "NOTES",
    "OPEN",
    "STANDINGS",
    "UNKNOWN",
    "WON",
    "Calibration",
    "ClosedOnly",
    "Columns",
    "Drop",
    "Note",
    "OpenOne",
    "OpenOnes",
    "aging_rules",
    "calibrate",
    "judge_open",
]
