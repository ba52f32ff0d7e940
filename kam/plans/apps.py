"""The room of account plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Settings of the room."""

    name = "kam.plans"
    label = "plans"
