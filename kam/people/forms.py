"""The shapes at the doors of the people room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.people.models import User
from kam.people.rules import time_zones
from kam.web.editing import EditForm
from kam.web.widgets import SuggestInput

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


class ProfileForm(EditForm):
    """What everybody decides about oneself."""

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")
        widgets = {"time_zone": SuggestInput(time_zones())}


class EmailForm(forms.Form):
    """A new e-mail address, which needs the current password."""

    email = forms.EmailField(
        label=_("电子邮件"),
        required=False,
        help_text=_("忘记密码时，一次性链接发到这里"),
    )
    current = PasswordField(label=_("当前密码"), autocomplete="current-password")


class TokenForm(forms.Form):
    """A new token: what it is for, what it may do, and until when."""

    LIVES = (
        (30, _("30 天")),
        (90, _("90 天")),
        (365, _("一年")),
    )

    name = forms.CharField(
        label=_("用途"), max_length=80, help_text=_("例如：每周把销售数据导入报表")
    )
    may = forms.ChoiceField(
        label=_("可以"),
        choices=(("read", _("只读取")), ("write", _("读取和写入"))),
        initial="read",
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label=_("有效期"),
        choices=LIVES,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes behind the choice."""
        writes = self.cleaned_data["may"] == "write"
        return ("read", "write") if writes else ("read",)
