"""The demo room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Settings of the room."""

    name = "kam.demo"
    label = "demo"
