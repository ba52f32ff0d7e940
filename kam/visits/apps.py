"""The visits room."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Settings of the room."""

    name = "kam.visits"
    label = "visits"
