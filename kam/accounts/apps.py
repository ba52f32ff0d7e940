"""The accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Settings of the room."""

    name = "kam.accounts"
    label = "accounts"
