"""The people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Settings of the room."""

    name = "kam.people"
    label = "people"
