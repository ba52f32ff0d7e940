"""The core room."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Settings of the room."""

    name = "kam.core"
    label = "core"
