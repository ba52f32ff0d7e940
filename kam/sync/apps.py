"""The room of devices that work without signal."""

from django.apps import AppConfig


class SyncConfig(AppConfig):
    """What devices send, and what becomes of it."""

    name = "kam.sync"
    default_auto_field = "django.db.models.BigAutoField"
