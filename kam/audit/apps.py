"""The audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Settings of the room."""

    name = "kam.audit"
    label = "audit"
