"""The room of thinking preferences."""

from django.apps import AppConfig


class ThinkingConfig(AppConfig):
    """Settings of the room."""

    name = "kam.thinking"
    label = "thinking"
