"""The room of needs."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    """Settings of the room."""

    name = "kam.needs"
    label = "needs"
