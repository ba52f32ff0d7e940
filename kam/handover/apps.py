"""The hand-over room."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """What the receiver of an account is given to read."""

    name = "kam.handover"
    default_auto_field = "django.db.models.BigAutoField"
