"""The room of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What is due or asks for a person, in the product and by mail."""

    name = "kam.notices"
    default_auto_field = "django.db.models.BigAutoField"
