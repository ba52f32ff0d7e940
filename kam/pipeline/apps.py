"""The room of opportunities and purchases."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PipelineConfig(AppConfig):
    """Settings of the room."""

    name = "kam.pipeline"
    label = "pipeline"

    def ready(self) -> None:
        """Give an empty database the lists that the product comes with."""
        post_migrate.connect(_ship, sender=self)


def _ship(**_told: object) -> None:
    from kam.pipeline.services.shipping import ship  # noqa: PLC0415 - apps are ready

    ship()
