"""The room of relations."""

from django.apps import AppConfig


class RelationsConfig(AppConfig):
    """Settings of the room."""

    name = "kam.relations"
    label = "relations"
