"""The room of change."""

from django.apps import AppConfig


class ChangeConfig(AppConfig):
    """Settings of the room."""

    name = "kam.change"
    label = "change"
