"""The room of documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Settings of the room."""

    name = "kam.documents"
    label = "documents"
