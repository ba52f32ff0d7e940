"""The filters and orders of the lists of users and territories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.people.forms.arranging import IdField, indented
from kam.people.queries import teams_for
from kam.people.terms import Role
from kam.web.lists import ListForm

if TYPE_CHECKING:
    from kam.people.models import User


class TeamFilter(ListForm):
    """A list that may be narrowed to a team and the teams below it."""

    team = IdField(label=_("团队"))

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("全部团队"))
        self.fields["team"].choices = [everything, *indented(teams_for(actor))]  # type: ignore[attr-defined]


class UserList(TeamFilter):
    """Users by name, role, team, and whether they may sign in."""

    SORTS = {
        "username": ("username",),
        "name": ("name", "pk"),
        "role": ("role", "username"),
        "team": ("team__name", "username"),
    }
    USUAL = "username"

    q = forms.CharField(label=_("姓名或用户名"), max_length=80)
    role = forms.ChoiceField(
        label=_("角色"), choices=[("", _("全部角色")), *Role.choices]
    )
    active = forms.ChoiceField(
        label=_("登录"),
        choices=[("", _("全部")), ("yes", _("可以登录")), ("no", _("已停用"))],
    )
    field_order = ("q", "role", "team", "active")


class TerritoryList(TeamFilter):
    """Territories by code, name and team."""

    SORTS = {
        "code": ("code", "pk"),
        "name": ("name", "pk"),
        "team": ("team__name", "code", "pk"),
    }
    USUAL = "code"

    q = forms.CharField(label=_("代码或名称"), max_length=80)
    field_order = ("q", "team")
