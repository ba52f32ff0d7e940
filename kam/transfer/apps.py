"""The transfer room."""

from django.apps import AppConfig


class TransferConfig(AppConfig):
    """Settings of the room."""

    name = "kam.transfer"
    label = "transfer"
