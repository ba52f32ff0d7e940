"""The packs room."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    """Settings of the room."""

    name = "kam.packs"
    label = "packs"
