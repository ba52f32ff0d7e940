"""The audit room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """Settings of the room."""

    name = "kam.audit"
    label = "audit"

    def ready(self) -> None:
        """Put the guards back whenever migrations end."""
        post_migrate.connect(_put_guards, sender=self)


def _put_guards(**_told: object) -> None:
    from kam.audit.guards import put_guards  # noqa: PLC0415 - apps are ready only now

    put_guards()
