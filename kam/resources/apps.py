"""The room of resources."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Settings of the room."""

    name = "kam.resources"
    label = "resources"
