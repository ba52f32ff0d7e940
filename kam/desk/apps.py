"""The desk room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

if TYPE_CHECKING:
    from collections.abc import Iterable


class DeskConfig(AppConfig):
    """Settings of the room."""

    name = "kam.desk"
    label = "desk"

    def ready(self) -> None:
        """Keep the search index out of the way of migrations, and true after them."""
        pre_migrate.connect(_before_migrations, sender=self)
        post_migrate.connect(_after_migrations, sender=self)


def _before_migrations(**_told: object) -> None:
    from kam.desk import index  # noqa: PLC0415 - apps are ready only now

    index.before_migrations()


def _after_migrations(plan: Iterable[Any] = (), **_told: object) -> None:
    from kam.desk import index  # noqa: PLC0415 - apps are ready only now

    index.after_migrations({migration.app_label for migration, _back in plan})
