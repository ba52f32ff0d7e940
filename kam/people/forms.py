"""The shapes at the doors of the people room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 200


class PasswordField(forms.CharField):
    """A password: neither trimmed nor shown again."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        kwargs["widget"] = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=LONGEST_PASSWORD, **kwargs)


class SignInForm(forms.Form):
    """A name and a password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = PasswordField(label=_("密码"), autocomplete="current-password")
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
