"""The room of the adoption ladder."""

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    """Settings of the room."""

    name = "kam.adoption"
    label = "adoption"
