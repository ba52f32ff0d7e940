"""The answer to a question, as the search page and the palette show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from kam.core.words import folded
from kam.desk.index.rows import PERSON, VISIT_FIELDS
from kam.desk.pages.places import places
from kam.desk.queries import Found, find, searchable
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.accounts.models import Account, Stakeholder
    from kam.people.models import User
    from kam.visits.models import Visit

AROUND = 24


@dataclass(frozen=True)
class Result:
    """One place to go to."""

    url: str
    title: str
    note: str
    icon: str


@dataclass(frozen=True)
class Group:
    """The results of one kind."""

    label: str
    rows: list[Result]


@dataclass(frozen=True)
class SearchPage:
    """What was asked, what was found, and what to do when it is nothing."""

    query: str
    groups: list[Group]
    empty: str


def search_page(user: User, question: str, size: int) -> SearchPage:
    """Answer a question with at most `size` results of each kind."""
    question = question.strip()
    found = find(user, question, size)
    groups = [
        Group(_("客户"), [_account(row) for row in found.accounts]),
        Group(_("客户个体"), [_person(row) for row in found.people]),
        Group(_("拜访"), [_visit(row, found) for row in found.visits]),
        Group(_("页面"), _pages(user, found)),
    ]
    shown = [group for group in groups if group.rows]
    return SearchPage(question, shown, _empty(user, question, found))


def _account(row: Account) -> Result:
    parts = [row.city, row.owner.name if row.owner else _("没有负责人")]
    url = reverse("desk:account", args=[row.pk])
    return Result(url, row.name, _joined(parts), "building")


def _person(row: Stakeholder) -> Result:
    parts = [row.person.title, row.account.name]
    if row.left_on:
        parts.append(_("已离开"))
    url = reverse("desk:account", args=[row.account_id])
    return Result(
        f"{url}?people=all#person-{row.pk}", row.person.name, _joined(parts), "user"
    )


def _visit(row: Visit, found: Found) -> Result:
    title = _joined([day_words(row.day), row.account.name])
    texts = [getattr(row, name) for name in VISIT_FIELDS]
    said = _said(texts, [*found.asked.whole, *found.asked.beginnings])
    url = reverse("visits:detail", args=[row.pk])
    return Result(url, title, _joined([row.get_state_display(), said]), "visit")


def _pages(user: User, found: Found) -> list[Result]:
    asked = [*found.asked.whole, *found.asked.beginnings]
    return [
        Result(place.url, place.label, place.note, place.icon)
        for place in places(user)
        if asked and all(word in folded(place.label) for word in asked)
    ]


def _said(texts: list[str], words: list[str]) -> str:
    """Return the place in a text where the first word stands."""
    for text in texts:
        plain = folded(text)
        at = min((plain.find(word) for word in words if word in plain), default=-1)
        if at >= 0:
            first = max(at - AROUND // 2, 0)
            part = text[first : first + 2 * AROUND].replace("\n", " ")
            before = "…" if first else ""
            after = "…" if first + 2 * AROUND < len(text) else ""
            return f"{before}{part}{after}"
    return ""


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)


def _empty(user: User, question: str, found: Found) -> str:
    if not found.asked:
        if question:
            return _("只有符号，没有可以查找的字。请输入名字里的字。")
        return _("输入客户、个体或页面的名字，或者记录里的话。两个字就够。")
    if PERSON not in searchable(user):
        return _("没有找到。您按客户名称和页面查找；个体与记录的内容不对您的角色开放。")
    return _("没有找到。换一个词，或者少输几个字。只找您能看到的客户。")
