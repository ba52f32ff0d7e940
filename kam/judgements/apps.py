"""The room of judgements."""

from django.apps import AppConfig


class JudgementsConfig(AppConfig):
    """Settings of the room."""

    name = "kam.judgements"
    label = "judgements"
