"""The page of an account: its place on the platforms, its screening, its ways on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.accounts.pages.shapes import Fact
from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.accounts.terms import SizeClass
from kam.core.clock import today
from kam.core.money import Money
from kam.people.scopes import hidden_fields
from kam.pipeline.pages import naming
from kam.pipeline.policies import may_write
from kam.pipeline.queries.platforms import (
    book_in_force,
    evidence_of,
    fence_at,
    gate_from,
    placements_of,
)
from kam.pipeline.rules.platforms.grid import ENDED, STANDING
from kam.pipeline.rules.platforms.moves import (
    LACKED,
    WAYS,
    Condition,
    conditions_of,
    is_shut,
)
from kam.pipeline.rules.platforms.screening import Worth
from kam.pipeline.terms import Platform, Verdict
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.pipeline.models import Placement
    from kam.pipeline.queries.platforms import Asked, Book
    from kam.pipeline.rules.platforms.fence import Fence
    from kam.pipeline.rules.platforms.grid import Position
    from kam.pipeline.rules.platforms.moves import Evidence
    from kam.pipeline.rules.platforms.screening import Gate

NOUN = "placement"
WAN_MINOR = 10_000 * 100
TONES = {
    Platform.MARKET: "info",
    Platform.WORKING: "info",
    Platform.PURCHASE: "good",
    Platform.REJECTED: "mute",
    Platform.LOST: "bad",
}
VERDICT_TONES = {
    Verdict.PASSED: "good",
    Verdict.UNDECIDED: "dashed",
    Verdict.REJECTED: "bad",
}


@dataclass(frozen=True)
class ConditionLine:
    """One thing a platform asks, met or missing, and where to mend it."""

    text: str
    is_met: bool
    url: str = ""


@dataclass(frozen=True)
class Way:
    """A platform that can be reached from here."""

    label: str
    url: str
    is_main: bool
    is_shut: bool
    conditions: Sequence[ConditionLine]


@dataclass(frozen=True)
class PlaceLine:
    """Where the account stood since a day, and why."""

    text: str
    tone: str
    day: str
    who: str
    note: str
    lacked: str
    undo_url: str


@dataclass(frozen=True)
class PlatformPage:
    """Where an account stands, whether it is worth it, and where it may go."""

    frame: RoomFrame
    pk: int | None
    platform: str
    tone: str
    facts: Sequence[Fact]
    breaking: str
    verdict: str
    verdict_tone: str
    potential: str
    doubts: Sequence[str]
    ways: Sequence[Way]
    again_url: str
    places: Sequence[PlaceLine]
    hides_notes: bool
    may_move: bool
    back_url: str


def platform_page(user: User, account: Account, asked: Asked) -> PlatformPage:
    """Build the page from what the screening asks; four statements, seven inside."""
    day = today(user.time_zone)
    places, book, gate = placements_of(user, account), book_in_force(), gate_from(asked)
    here = next((row for row in places if row.is_current), None)
    likelihood = here.likelihood if here is not None else None
    seen = evidence_of(account, likelihood, day, gate, book)
    inside = here is not None and here.platform == Platform.PURCHASE
    fence = fence_at(user, account, day, book) if inside else None
    may_move = may_write(user, account, NOUN, "create")
    stands = here is not None and here.platform in STANDING
    return PlatformPage(
        frame=room_frame(account, "growth"),
        pk=here.pk if here is not None else None,
        platform=_words(here) if here is not None else gettext("还不在平台上"),
        tone=TONES[Platform(here.platform)] if here is not None else "dashed",
        facts=_facts(here, fence) if here is not None else [],
        breaking=_breaking(fence),
        verdict=str(Verdict(gate.verdict).label),
        verdict_tone=VERDICT_TONES[Verdict(gate.verdict)],
        potential=potential_hint(account, book),
        doubts=[*gate.failed, *gate.doubts],
        ways=_ways(account, here, seen, book) if may_move else [],
        again_url=_move_url(account, here) if may_move and stands else "",
        places=_lines(user, places, may_move=may_write(user, account, NOUN)),
        hides_notes="note" in hidden_fields(user, NOUN),
        may_move=may_move,
        back_url=reverse("pipeline:account", args=[account.pk]),
    )


def potential_hint(account: Account, book: Book) -> str:
    """Say the yearly potential beside the gate; the answer stays with a person."""
    gate = Money(book.weights.potential_gate * WAN_MINOR, account.currency)
    worth = Worth(account.potential_minor, gate.minor)
    if account.potential is None:
        return gettext("还没有写年潜力")
    told = {"worth": naming.amount_words(account.potential)}
    told["gate"] = naming.amount_words(gate)
    words = {
        True: gettext("年潜力 %(worth)s，到了门槛 %(gate)s"),
        False: gettext("年潜力 %(worth)s，不到门槛 %(gate)s"),
        None: gettext("年潜力 %(worth)s"),
    }[worth.is_enough]
    return words % told


def move_note(to: Platform, seen: Evidence, book: Book, gate: Gate) -> str:
    """Say above a form what the platform asks and is missing."""
    lacking = [one for one in conditions_of(to, seen, book.weights) if not one.is_met]
    if not lacking:
        return gettext("条件都满足")
    if to in ENDED:
        told = " · ".join(say(LACKED[one.code]) for one in lacking)
        return gettext("注意：%(what)s") % {"what": told}
    told = " · ".join([*(_said(one).text for one in lacking), *gate.failed])
    return gettext("还缺：%(what)s") % {"what": told}


def _words(row: Placement) -> str:
    return str(Platform(row.platform).label)


def level_words(row: Placement) -> str:
    """Write size and level: 大 · 70 %."""
    return position_words(row.position)


def position_words(here: Position) -> str:
    """Write size and level: 大 · 70 %."""
    parts = [str(SizeClass(here.size).label)] if here.size else []
    if here.likelihood is not None:
        parts.append(f"{here.likelihood}%")
    if here.warmth is not None:
        parts.append(f"{here.warmth}°C")
    return " · ".join(parts)


def fence_words(fence: Fence) -> str:
    """Write the score of the fence: 围墙 70."""
    score = gettext("未定") if fence.score is None else f"{fence.score:.0f}"
    return gettext("围墙 %(n)s") % {"n": score}


def _facts(row: Placement, fence: Fence | None) -> list[Fact]:
    told = [Fact(gettext("规模与程度"), level_words(row) or "—")]
    if fence is not None:
        score = "—" if fence.score is None else f"{fence.score:.0f}"
        told.append(Fact(gettext("围墙得分"), score, _parts(fence)))
    if row.lost_reason is not None:
        told.append(Fact(gettext("流失原因"), row.lost_reason.label))
    if row.revisit_on is not None:
        told.append(Fact(gettext("再看的日子"), naming.day_or_dash(row.revisit_on)))
    return [*told, Fact(gettext("从哪天起"), naming.day_or_dash(row.day))]


def _parts(fence: Fence) -> str:
    if fence.keep is None:
        return gettext("采购次数还少，节奏不可算")
    words = gettext("留存 %(keep)s · 扩展 %(grow)s · 关系 %(relate)s")
    return words % {
        "keep": f"{fence.keep:.0f}",
        "grow": f"{fence.grow:.0f}",
        "relate": f"{fence.relate:.0f}",
    }


def _breaking(fence: Fence | None) -> str:
    if fence is None or not fence.is_breaking:
        return ""
    return gettext("破墙预警：留住他、让他多买的条件不够了")


def _ways(
    account: Account, here: Placement | None, seen: Evidence, book: Book
) -> list[Way]:
    reached = WAYS[here.platform if here is not None else ""]
    return [
        Way(
            label=str(to.label),
            url=reverse("pipeline:move-account", args=[account.pk, to.value]),
            is_main=n == 0 and to in STANDING,
            is_shut=is_shut(to, seen),
            conditions=[
                _said(one, account) for one in conditions_of(to, seen, book.weights)
            ],
        )
        for n, to in enumerate(reached)
    ]


def _said(one: Condition, account: Account | None = None) -> ConditionLine:
    text = say(one.said, dict(one.params))
    url = "" if one.is_met or account is None else _mended_at(one.code, account)
    return ConditionLine(text, one.is_met, url)


def _mended_at(code: str, account: Account) -> str:
    """Return where a missing condition can be met, if on a page of the account."""
    visit = f"{reverse('visits:new')}?account={account.pk}"
    pages = {
        "gate": "#screening",
        "card": reverse("needs:card", args=[account.pk]),
        "meeting": visit,
        "order": f"{reverse('pipeline:purchase-new')}?account={account.pk}",
    }
    return pages.get(code, "")


def _move_url(account: Account, here: Placement | None) -> str:
    to = here.platform if here is not None else Platform.MARKET
    return reverse("pipeline:move-account", args=[account.pk, to])


def _lines(
    user: User, places: Iterable[Placement], *, may_move: bool
) -> list[PlaceLine]:
    hidden = "note" in hidden_fields(user, NOUN)
    return [
        PlaceLine(
            text=" · ".join(part for part in (_words(row), level_words(row)) if part),
            tone=TONES[Platform(row.platform)],
            day=naming.day_or_dash(row.day),
            who=row.author.name if row.author is not None else gettext("系统"),
            note="" if hidden else row.note,
            lacked=_lacked(row),
            undo_url=reverse("pipeline:unplace", args=[row.pk])
            if row.is_current and may_move
            else "",
        )
        for row in places
    ]


def _lacked(row: Placement) -> str:
    codes = [code for code in row.unmet.split(",") if code in LACKED]
    return " · ".join(say(LACKED[code]) for code in codes)
