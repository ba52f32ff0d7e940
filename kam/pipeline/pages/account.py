"""The page of an account: its opportunities, its purchases and their rhythm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.shapes import Fact
from kam.accounts.pages.tabs import RoomFrame, room_frame
from kam.core.clock import today
from kam.core.money import Money
from kam.people.scopes import may
from kam.pipeline.pages import naming
from kam.pipeline.pages.calibration.lines import deal_lines
from kam.pipeline.pages.lists import (
    OpportunityLine,
    PurchaseLine,
    opportunity_line,
    purchase_line,
)
from kam.pipeline.pages.months import MonthBars, month_bars
from kam.pipeline.policies import may_write
from kam.pipeline.queries.account import opportunities_of, purchases_of
from kam.pipeline.queries.orders import order_settings
from kam.pipeline.rules.calibration import NOWHERE
from kam.pipeline.rules.rhythm import Rhythm, rhythm_of
from kam.pipeline.terms import Outcome, Pace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.pipeline.models import Purchase

FIRST = 12


@dataclass(frozen=True)
class AccountDealsPage:
    """What an account may buy, has bought, and whether it goes on."""

    frame: RoomFrame
    open: Sequence[OpportunityLine]
    ended: Sequence[OpportunityLine]
    open_sums: Sequence[Money]
    purchases: Sequence[PurchaseLine]
    earlier: Sequence[PurchaseLine]
    facts: Sequence[Fact]
    pace: str
    pace_tone: str
    bars: MonthBars
    may_open: bool
    may_note: bool
    new_url: str
    purchase_url: str
    platform_url: str


def account_deals_page(user: User, account: Account) -> AccountDealsPage:
    """Build the page from a loaded account in five statements, eight now and then."""
    day = today(user.time_zone)
    deals = opportunities_of(user, account)
    bought = purchases_of(user, account)
    rhythm = rhythm_of((row.month for row in bought), day, order_settings())
    is_open = [row.outcome == Outcome.OPEN for row in deals]
    ages = deal_lines(user, day) if any(is_open) else NOWHERE
    lines = [opportunity_line(user, row, day, ages) for row in deals]
    purchases = [purchase_line(row) for row in bought]
    return AccountDealsPage(
        frame=room_frame(account, "growth"),
        open=[line for line, o in zip(lines, is_open, strict=True) if o],
        ended=[line for line, o in zip(lines, is_open, strict=True) if not o],
        open_sums=totals(row.value for row, o in zip(deals, is_open, strict=True) if o),
        purchases=purchases[:FIRST],
        earlier=purchases[FIRST:],
        facts=_facts(rhythm, bought),
        pace=str(Pace(rhythm.pace).label),
        pace_tone=naming.PACE_TONES[Pace(rhythm.pace)],
        bars=month_bars(bought, day),
        may_open=may_write(user, account, "opportunity", "create"),
        may_note=may_write(user, account, "purchase", "create"),
        new_url=f"{reverse('pipeline:new')}?account={account.pk}",
        purchase_url=f"{reverse('pipeline:purchase-new')}?account={account.pk}",
        platform_url=reverse("pipeline:platform", args=[account.pk])
        if may(user, "placement", "see")
        else "",
    )


def totals(amounts: Iterable[Money | None]) -> list[Money]:
    """Add amounts up, currency by currency, the largest first."""
    found: dict[str, int] = {}
    for amount in amounts:
        if amount is not None:
            found[amount.currency] = found.get(amount.currency, 0) + amount.minor
    ordered = sorted(found.items(), key=lambda pair: -pair[1])
    return [Money(minor, currency) for currency, minor in ordered]


def _facts(rhythm: Rhythm, bought: Sequence[Purchase]) -> list[Fact]:
    gap = "—"
    if rhythm.usual_gap is not None:
        n = rhythm.usual_gap
        words = ngettext("每 %(n)s 个月", "每 %(n)s 个月", round(n))
        gap = words % {"n": f"{n:g}"}
    since = ""
    if rhythm.since is not None:
        words = ngettext("%(n)s 个月前", "%(n)s 个月前", rhythm.since)
        since = words % {"n": rhythm.since}
    return [
        Fact(gettext("首次采购"), naming.month_words(rhythm.first)),
        Fact(gettext("最近采购"), naming.month_words(rhythm.last), since),
        Fact(gettext("平时间隔"), gap),
        Fact(gettext("下次约在"), naming.month_words(rhythm.due)),
        Fact(gettext("采购合计"), _sum(bought)),
    ]


def _sum(bought: Sequence[Purchase]) -> str:
    told = totals(row.value for row in bought)
    return " + ".join(naming.amount_words(amount) for amount in told) or "—"
