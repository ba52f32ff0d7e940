"""The room of privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Settings of the room."""

    name = "kam.privacy"
    label = "privacy"
