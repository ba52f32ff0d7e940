"""The way through an account in the order of the method: 状态 to 发展."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.accounts.models import Account


@dataclass(frozen=True)
class TabState:
    """What a tab says of its part: a few words and their tone."""

    text: str = ""
    tone: str = ""


@dataclass(frozen=True)
class RoomTab:
    """One part of the account."""

    key: str
    label: str
    url: str
    note: str
    current: bool
    state: str
    tone: str


def _places() -> list[tuple[str, str, str, str]]:
    return [
        ("state", pgettext("account", "状态"), "adoption:account", gettext("应用周期")),
        ("work", pgettext("account", "工作"), "needs:account", gettext("专业思路")),
        ("change", pgettext("account", "转变"), "change:account", gettext("为何要变")),
        (
            "person",
            pgettext("account", "个体"),
            "thinking:account",
            gettext("思维偏好"),
        ),
        ("reach", pgettext("account", "影响"), "relations:map", gettext("层级与关系")),
        (
            "growth",
            pgettext("account", "发展"),
            "questions:account",
            gettext("待问与行动"),
        ),
    ]


def room_tabs(
    account_id: int, current: str = "", states: Mapping[str, TabState] | None = None
) -> list[RoomTab]:
    """Return the six parts of an account; `states` says what each has come to."""
    told = states or {}
    return [
        RoomTab(
            key=key,
            label=label,
            url=url,
            note=note,
            current=key == current,
            state=told.get(key, TabState()).text,
            tone=told.get(key, TabState()).tone,
        )
        for key, label, name, note in _places()
        if (url := _url(name, account_id))
    ]


@dataclass(frozen=True)
class PersonLink:
    """A page about one person."""

    label: str
    url: str
    is_current: bool


def person_links(pk: int, account: int, current: str = "") -> list[PersonLink]:
    """Return every page about somebody, so that none of them is a dead end."""
    places = [
        ("accounts:person", gettext("客户描写"), pk, ""),
        ("judgements:history", gettext("判断与依据"), pk, ""),
        ("visits:quotes", gettext("原话"), pk, ""),
        ("adoption:account", gettext("应用周期"), account, f"#person-{pk}"),
        ("change:account", gettext("转变的思考"), account, f"?person={pk}"),
        ("thinking:person", gettext("思维偏好"), pk, ""),
        ("needs:account", gettext("专业思路"), account, f"?person={pk}"),
        ("relations:map", gettext("层级与关系"), account, f"?person={pk}"),
        ("plans:of-person", gettext("客户计划"), pk, ""),
    ]
    return [
        PersonLink(label, f"{url}{rest}", name == current)
        for name, label, of, rest in places
        if (url := _url(name, of))
    ]


def _url(name: str, pk: int) -> str:
    """Return the address of a part, or nothing while its room is not built."""
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class RoomFrame:
    """What stands at the head of every part of an account."""

    pk: int
    name: str
    url: str
    tabs: list[RoomTab]


def room_frame(account: Account, current: str) -> RoomFrame:
    """Build the head of a part from a loaded account; no statement."""
    return RoomFrame(
        pk=account.pk,
        name=account.name,
        url=reverse("desk:account", args=[account.pk]),
        tabs=room_tabs(account.pk, current),
    )
