"""The web room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Settings of the room."""

    name = "kam.web"
    label = "web"
