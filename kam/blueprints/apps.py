"""The room of account plans."""

from django.apps import AppConfig


class BlueprintsConfig(AppConfig):
    """Settings of the room."""

    name = "kam.blueprints"
    label = "blueprints"
