"""The calibration page: what 50, 70 and 90 % have really been worth."""

from kam.pipeline.pages.calibration.building import CalibrationPage, calibration_page
from kam.pipeline.pages.calibration.reading import Read, read_calibration
from kam.pipeline.pages.calibration.sheet import calibration_sheet

__all__ = [
    "CalibrationPage",
    "Read",
    "calibration_page",
    "calibration_sheet",
    "read_calibration",
]
