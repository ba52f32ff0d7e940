"""What people set for themselves: profile, e-mail address, tokens."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.people.forms.session import PasswordField
from kam.people.models import User
from kam.people.rules import time_zones
from kam.web.editing import EditForm
from kam.web.widgets import SuggestInput


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
        label=pgettext_lazy("token", "用途"),
        max_length=80,
        help_text=_("例如：每周把销售数据导入报表"),
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
