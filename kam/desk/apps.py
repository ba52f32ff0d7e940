"""The desk room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Settings of the room."""

    name = "kam.desk"
    label = "desk"
