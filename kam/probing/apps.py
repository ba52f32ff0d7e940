"""The room of probing."""

from django.apps import AppConfig


class ProbingConfig(AppConfig):
    """Probes: planned questions and their answers."""

    name = "kam.probing"
    label = "probing"
