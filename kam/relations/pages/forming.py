"""The page around each form of the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.people.scopes import hidden_fields
from kam.relations.queries import cards_of, our_side

if TYPE_CHECKING:
    from kam.accounts.models import Account, Stakeholder
    from kam.people.models import User
    from kam.relations.models import Line, WantedRole


@dataclass(frozen=True)
class FormPage:
    """What a form is about, where it leads back to, and what it explains."""

    title: str
    account: str
    account_url: str
    back_url: str
    draft: str
    save: str
    note: str


def people_choices(user: User, account: Account) -> list[tuple[int, str]]:
    """Return the people of an account who have not left; one statement."""
    return [
        (card.id, f"{card.name} · {card.title}" if card.title else card.name)
        for card in cards_of(user, account)
        if card.left_on is None
    ]


def colleague_choices(user: User, account: Account) -> list[tuple[int, str]]:
    """Return who of us may be named; one statement."""
    return list(our_side(user, account).values_list("pk", "name"))


def map_url(account_id: int, person_id: int | None = None) -> str:
    """Return the address of the map, with somebody chosen."""
    url = reverse("relations:map", args=[account_id])
    return f"{url}?person={person_id}" if person_id else url


def who_is(user: User, stakeholder: Stakeholder) -> str:
    """Return what somebody is called to this reader."""
    hidden = "name" in hidden_fields(user, "stakeholder")
    return str(stakeholder) if hidden else stakeholder.person.name


def _page(account: Account, title: str, draft: str, save: str, note: str) -> FormPage:
    return FormPage(
        title=title,
        account=account.name,
        account_url=reverse("desk:account", args=[account.pk]),
        back_url=map_url(account.pk),
        draft=draft,
        save=save,
        note=note,
    )


def line_page(account: Account) -> FormPage:
    """Build the page of a new line; no statement."""
    return _page(
        account,
        gettext("画一条连线"),
        f"{account.pk}",
        gettext("画上"),
        gettext("每人最多一条汇报线，不能绕成一圈。影响线从影响别人的人画起。"),
    )


def redraw_page(line: Line) -> FormPage:
    """Build the page that draws a line anew; no statement."""
    return _page(
        line.account,
        gettext("修改连线"),
        f"line-{line.pk}",
        gettext("保存"),
        gettext("原来那条会在新依据的那天结束，留在历史里；看过去某天的图时还在。"),
    )


def tie_page(user: User, stakeholder: Stakeholder) -> FormPage:
    """Build the page of a tie; no statement."""
    who = who_is(user, stakeholder)
    return _page(
        stakeholder.account,
        gettext("我们谁认识%(who)s") % {"who": who},
        f"{stakeholder.pk}",
        gettext("记下"),
        gettext("只增加，不覆盖：关系变了就写新的一条。"),
    )


def role_page(account: Account) -> FormPage:
    """Build the page of a role without a face; no statement."""
    return _page(
        account,
        gettext("记一个待识别的角色"),
        f"{account.pk}",
        gettext("放到图上"),
        gettext("知道有这个角色，还不知道是谁：先占个位置，免得忘了去找。"),
    )


def find_page(role: WantedRole) -> FormPage:
    """Build the page that gives a role its face; no statement."""
    return _page(
        role.account,
        gettext("“%(title)s”是谁") % {"title": role.title},
        f"{role.pk}",
        gettext("填入"),
        gettext("填入后，虚框卡片换成这个人的卡片。"),
    )


def layer_page(user: User, stakeholder: Stakeholder) -> FormPage:
    """Build the page that moves somebody to another layer; no statement."""
    who = who_is(user, stakeholder)
    return _page(
        stakeholder.account,
        gettext("%(who)s在哪一层") % {"who": who},
        f"{stakeholder.pk}",
        gettext("换到这一层"),
        gettext("层级改变覆盖度和提升差距，所以要写依据。"),
    )
