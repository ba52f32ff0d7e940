"""What strangers type: names, passwords, new passwords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 200
NAME_ATTRS = {
    "autocomplete": "username",
    "autocapitalize": "none",
    "spellcheck": "false",
}


class PasswordField(forms.CharField):
    """A password: neither trimmed nor shown again."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        kwargs["widget"] = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=LONGEST_PASSWORD, **kwargs)


class SignInForm(forms.Form):
    """A name and a password."""

    username = forms.CharField(
        label=_("用户名"), max_length=80, widget=forms.TextInput(attrs=NAME_ATTRS)
    )
    password = PasswordField(label=_("密码"), autocomplete="current-password")
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class ForgotForm(forms.Form):
    """Who wants a link."""

    name = forms.CharField(
        label=_("用户名或电子邮件"),
        max_length=254,
        widget=forms.TextInput(attrs=NAME_ATTRS),
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice because it is not shown."""

    password = PasswordField(
        label=_("新密码"),
        autocomplete="new-password",
        help_text=_("至少 10 个字，不要用常见的词或自己的名字"),
    )
    again = PasswordField(label=_("再输入一次"), autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        cleaned = super().clean() or {}
        if "again" in cleaned and cleaned.get("password") != cleaned["again"]:
            self.add_error("again", ValidationError(gettext("两次输入的不一样")))
        return cleaned


class PasswordForm(NewPasswordForm):
    """The current password and a new one."""

    current = PasswordField(label=_("当前密码"), autocomplete="current-password")
    field_order = ("current", "password", "again")
