"""The pages about users: the list, one person, a one-time link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kam.core.paging import CappedCount, Page, capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.models import User
from kam.people.pages.own import Fact
from kam.people.pages.tabs import Tab, settings_tabs
from kam.people.policies import may_arrange_users
from kam.people.queries import within_team
from kam.people.scopes import may
from kam.people.terms import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from kam.people.querysets import UserQuerySet
    from kam.web.lists import ListState


@dataclass(frozen=True)
class UsersPage:
    """The list of users."""

    tabs: list[Tab]
    state: ListState
    rows: Page
    count: CappedCount
    may_create: bool
    may_export: bool
    may_import: bool


def users_page(user: User, state: ListState) -> UsersPage:
    """Return one page of the users somebody sees."""
    found = _found(user, state)
    return UsersPage(
        tabs=settings_tabs(user, "users"),
        state=state,
        rows=paginate(found, order=state.order, cursor=state.cursor),
        count=capped_count(found),
        may_create=may(user, "user", "create"),
        may_export=may(user, "user", "export"),
        may_import=may(user, "user", "create") and may(user, "import", "create"),
    )


def _found(user: User, state: ListState) -> UserQuerySet:
    rows = User.objects.visible_to(user).select_related("team")
    wanted = state.filters
    if wanted["q"]:
        named = Q(name__icontains=wanted["q"]) | Q(username__icontains=wanted["q"])
        rows = rows.filter(named)
    if wanted["role"]:
        rows = rows.filter(role=wanted["role"])
    if wanted["active"]:
        rows = rows.filter(is_active=wanted["active"] == "yes")
    if wanted["team"]:
        rows = within_team(rows, wanted["team"])
    return rows


def users_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the listed users as a table, in the columns of an import."""
    columns = [
        _("用户名"),
        _("姓名"),
        _("角色"),
        _("团队"),
        _("电子邮件"),
        _("语言"),
        _("时区"),
        _("可以登录"),
    ]
    labels = {value: str(label) for value, label in Role.choices}
    answers = {True: _("是"), False: _("否")}
    found = _found(user, state).order_by(*state.order)

    def rows() -> Iterator[list[object]]:
        for row in found.iterator(chunk_size=500):
            yield [
                row.username,
                row.name,
                labels[row.role],
                row.team.name,
                row.email,
                row.language,
                row.time_zone,
                answers[row.is_active],
            ]

    return Sheet(pgettext("part", "用户"), columns, rows())


@dataclass(frozen=True)
class UserPage:
    """One person as an administrator, a manager above, or the person sees it."""

    tabs: list[Tab]
    person: User
    facts: list[Fact]
    may_change: bool
    is_self: bool


def user_page(user: User, person: User) -> UserPage:
    """Return the page of a person."""
    may_change = may_arrange_users(user, "change")
    facts = [
        Fact(_("用户名"), person.username),
        Fact(_("登录"), _("可以登录") if person.is_active else _("已停用")),
    ]
    if not may_change:
        facts += [
            Fact(_("角色"), person.get_role_display()),
            Fact(_("团队"), person.team.name, _people_url(person.team_id)),
            Fact(_("电子邮件"), person.email),
            Fact(_("语言"), person.get_language_display()),
            Fact(_("时区"), person.time_zone),
        ]
    return UserPage(
        tabs=settings_tabs(user, "users"),
        person=person,
        facts=facts,
        may_change=may_change,
        is_self=person.pk == user.pk,
    )


def _people_url(team_id: int) -> str:
    return f"{reverse('people:users')}?team={team_id}"


@dataclass(frozen=True)
class UserNewPage:
    """The form for a new person."""

    tabs: list[Tab]


@dataclass(frozen=True)
class LinkPage:
    """A one-time link, shown only now."""

    tabs: list[Tab]
    person: User
    url: str
    expires_at: datetime
