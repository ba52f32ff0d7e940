"""The catalog room."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Settings of the room."""

    name = "kam.catalog"
    label = "catalog"
