"""Manners of every answer."""

from kam.web.middleware.errors import ErrorsMiddleware
from kam.web.middleware.head import HeadMiddleware
from kam.web.middleware.manners import MannersMiddleware
from kam.web.middleware.once import OnceMiddleware
from kam.web.middleware.personal import PersonalMiddleware
from kam.web.middleware.size import SizeMiddleware
from kam.web.middleware.stack import StackMiddleware

__all__ = [
    "ErrorsMiddleware",
    "HeadMiddleware",
    "MannersMiddleware",
    "OnceMiddleware",
    "PersonalMiddleware",
    "SizeMiddleware",
    "StackMiddleware",
]
