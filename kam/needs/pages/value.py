"""What we are worth to an account: both cards, and the ledger of value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.accounts.queries.room import people_of
from kam.needs.models import Card
from kam.needs.pages.parts import PartLink, part_links
from kam.needs.pages.work import Stat
from kam.needs.policies import may_write
from kam.needs.queries.value import (
    business_known,
    card_of,
    claims_of,
    moves_of,
    products_known,
    readable,
)
from kam.needs.rules.cards import OURS, THEIRS, Filled, filled, parity
from kam.needs.rules.ledger import DELIVERED, Funnel, funnel
from kam.needs.terms import ClaimState
from kam.people.scopes import hidden_fields
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.accounts.models import Account
    from kam.needs.models import Claim
    from kam.needs.queries.value import ClaimRow, MoveRow
    from kam.people.models import User

TONES = {
    "perceived": "mute",
    "told": "info",
    "experienced": "good",
    "confirmed": "good",
}


@dataclass(frozen=True)
class Item:
    """One item of a card."""

    label: str
    text: str
    is_filled: bool


@dataclass(frozen=True)
class MoveLine:
    """One move of a claim."""

    state: str
    tone: str
    evidence: str
    told: str
    is_retracted: bool
    retract_url: str
    restore_url: str


@dataclass(frozen=True)
class ClaimLine:
    """One claim and where it stands."""

    text: str
    about: str
    state: str
    tone: str
    is_delivered: bool
    last: MoveLine | None
    told: str
    url: str


@dataclass(frozen=True)
class RungLine:
    """One state of the funnel in words."""

    label: str
    reached: int
    claims: int
    note: str
    is_delivered: bool


@dataclass(frozen=True)
class ValuePage:
    """Everything the page shows."""

    frame: RoomFrame
    parts: Sequence[PartLink]
    stats: Sequence[Stat]
    ours: Sequence[Item]
    theirs: Sequence[Item]
    card_told: str
    card_url: str
    card_history: int
    may_enter_work: bool
    missing: str
    rungs: Sequence[RungLine]
    claims: Sequence[ClaimLine]
    claim_url: str
    may_write: bool
    is_hidden: bool


def value_page(user: User, account: Account) -> ValuePage:
    """Build the page; cost: five statements."""
    card = card_of(user, account)
    claims = claims_of(user, account)
    names = {row.pk: row.name for row in people_of(user, account)}
    told = filled(card.values() if card else {})
    texts = readable(user, card)
    return ValuePage(
        frame=room_frame(account, "work"),
        parts=part_links(account.pk, "value"),
        stats=_stats(
            told,
            funnel(row.state for row in claims),
            parity(business_known(account, card), products_known(user)),
        ),
        ours=_items(OURS, texts, card),
        theirs=_items(THEIRS, texts, card),
        card_told=_told(card.day, card.author.name if card.author else "")
        if card
        else "",
        card_url=reverse("needs:card", args=[account.pk]),
        card_history=card.pk if card else 0,
        may_enter_work=told.may_enter_work,
        missing=_missing(card),
        rungs=_rungs(funnel(row.state for row in claims)),
        claims=[_claim_line(row, names) for row in claims],
        claim_url=reverse("needs:claim-new", args=[account.pk]),
        may_write=may_write(user, account),
        is_hidden="text" in hidden_fields(user, "need"),
    )


def _told(day: object, author: str) -> str:
    parts = [day_words(day), author]  # type: ignore[arg-type]
    return " · ".join(part for part in parts if part)


def item_label(name: str) -> str:
    """Return the label of an item of the cards."""
    return str(Card._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _items(
    names: Sequence[str], texts: Mapping[str, str], card: Card | None
) -> list[Item]:
    return [
        Item(item_label(name), texts[name], bool(card and getattr(card, name)))
        for name in names
    ]


def _missing(card: Card | None) -> str:
    left = [name for name in THEIRS if not (card and getattr(card, name))]
    return gettext("、").join(item_label(name) for name in left)


def _stats(told: Filled, flow: Funnel, known: float | None) -> list[Stat]:
    balance = "—" if told.balance is None else f"{told.balance:.0%}"
    return [
        Stat(
            gettext("已兑现的价值"),
            f"{flow.delivered} / {flow.claims}",
            gettext("客户体验过或确认过"),
            "warn" if flow.claims and not flow.delivered else "",
        ),
        Stat(gettext("卡片完整度"), f"{told.share:.0%}", gettext("七项里写了几项")),
        Stat(gettext("视角平衡"), balance, gettext("客户的 4C ÷ 写了的全部")),
        Stat(
            gettext("业务了解度"),
            "—" if known is None else f"{known:.0%}",
            gettext("对客户业务 ÷ 对自己产品"),
        ),
    ]


def _rungs(flow: Funnel) -> list[RungLine]:
    return [
        RungLine(
            label=str(ClaimState(rung.state).label),
            reached=rung.reached,
            claims=flow.claims,
            note=""
            if rung.of_last is None
            else gettext("上一步的 %(share)s") % {"share": f"{rung.of_last:.0%}"},
            is_delivered=rung.state in DELIVERED,
        )
        for rung in flow.rungs
    ]


def _claim_line(row: ClaimRow, names: Mapping[int, str]) -> ClaimLine:
    standing = [move for move in row.moves if not move.is_retracted]
    parts = [names.get(row.stakeholder_id or 0, ""), row.product]
    return ClaimLine(
        text=row.text,
        about=" · ".join(part for part in parts if part),
        state=str(ClaimState(row.state).label),
        tone=TONES[row.state],
        is_delivered=row.state in DELIVERED,
        last=move_line(standing[-1]) if standing else None,
        told=_told(row.day, row.author),
        url=reverse("needs:claim", args=[row.id]),
    )


def move_line(move: MoveRow) -> MoveLine:
    """Say one move of a claim."""
    return MoveLine(
        state=str(ClaimState(move.state).label),
        tone=TONES[move.state],
        evidence=move.evidence,
        told=_told(move.day, move.author),
        is_retracted=move.is_retracted,
        retract_url=reverse("needs:move-retract", args=[move.id]),
        restore_url=reverse("needs:move-restore", args=[move.id]),
    )


@dataclass(frozen=True)
class ClaimPage:
    """One claim with its moves, and the form of the next."""

    id: int
    text: str
    account: str
    account_url: str
    back_url: str
    about: str
    told: str
    moves: Sequence[MoveLine]
    archive_url: str
    may_write: bool


def claim_page(user: User, claim: Claim) -> ClaimPage:
    """Build the page; cost: one statement."""
    hidden = hidden_fields(user, "need")
    unnamed = "name" in hidden_fields(user, "stakeholder")
    who = claim.stakeholder
    name = "" if who is None else str(who) if unnamed else who.person.name
    parts = [name, claim.product.name if claim.product else ""]
    archive = "needs:claim-restore" if claim.archived_at else "needs:claim-archive"
    return ClaimPage(
        id=claim.pk,
        text=str(claim) if "text" in hidden else claim.text,
        account=claim.account.name,
        account_url=reverse("desk:account", args=[claim.account_id]),
        back_url=reverse("needs:value", args=[claim.account_id]),
        about=" · ".join(part for part in parts if part),
        told=day_words(claim.day),
        moves=[move_line(row) for row in reversed(moves_of(user, claim))],
        archive_url=reverse(archive, args=[claim.pk]),
        may_write=may_write(user, claim.account),
    )
