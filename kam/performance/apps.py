"""The performance room."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """Settings of the room."""

    name = "kam.performance"
    label = "performance"
