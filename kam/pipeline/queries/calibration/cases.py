"""The cases a reader sees, in a fixed number of statements, however many there are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce

from kam.people.queries import settings_of
from kam.pipeline.models import Opportunity, Placement, StageMove
from kam.pipeline.queries.listing import of_team
from kam.pipeline.queries.words import stages
from kam.pipeline.rules.calibration import (
    KEYS,
    Bounds,
    Case,
    Reached,
    bounds_from,
    stays_of,
)
from kam.pipeline.rules.calibration.cases import Placed
from kam.pipeline.terms import Outcome, Platform, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from kam.people.models import User

    Way = list[tuple[int, date | None]]

RESPONSIBLE = Coalesce("owner_id", "account__owner_id")
GROUPS: dict[str, Any] = {
    "owner": RESPONSIBLE,
    "team": F("account__team_id"),
    "product": F("product_id"),
}
OF_STAYS = {"owner": F("account__owner_id"), "team": F("account__team_id")}
PLATFORMS = {
    Subject.MARKET: Platform.MARKET,
    Subject.WORKING: Platform.WORKING,
}


def bounds_in_force() -> Bounds:
    """Return what the company calls enough, late and hopeless; one statement."""
    return bounds_from(settings_of(*KEYS))


def cases_of(
    user: User, subject: str, filters: Mapping[str, Any], by: str = ""
) -> list[Case]:
    """Return the cases in sight: three statements, or one for stays.

    `by` names what each is grouped by; its group is the number of that.
    """
    if subject == Subject.OPPORTUNITIES:
        return opportunity_cases(user, filters, by)
    return stay_cases(user, Subject(subject), filters, by)


def cases_in(user: User, subjects: Iterable[str]) -> dict[str, list[Case]]:
    """Return all opportunities, or the stays on some platforms, read together."""
    if Subject.OPPORTUNITIES in subjects:
        return {Subject.OPPORTUNITIES: opportunity_cases(user, {})}
    placed = list(_placed(Placement.objects.visible_to(user).standing(), ""))
    return {one: list(stays_of(Platform(one), placed)) for one in subjects}


def trace_of(user: User, subject: str) -> tuple[int, datetime | None]:
    """Return what changes whenever a case does; one statement."""
    model: Any = Opportunity if subject == Subject.OPPORTUNITIES else Placement
    rows = model.objects.visible_to(user).standing().order_by()
    told = rows.aggregate(n=Count("pk"), last=Max("updated_at"))
    return told["n"], told["last"]


def opportunity_cases(
    user: User, filters: Mapping[str, Any], by: str = ""
) -> list[Case]:
    """Return the opportunities in sight with the stages they reached."""
    rows: QuerySet[Opportunity] = Opportunity.objects.visible_to(user).standing()
    if who := filters.get("owner"):
        rows = rows.filter(Q(owner=who) | Q(owner=None, account__owner=who))
    if product := filters.get("product"):
        rows = rows.filter(product_id=product)
    if since := filters.get("since"):
        rows = rows.filter(engaged_on__gte=since)
    rows = of_team(rows, filters).order_by()
    told = rows.annotate(by=GROUPS.get(by, F("account_id"))).values_list(
        "pk", "engaged_on", "closed_on", "outcome", "stage_id", "entered_on",
        "account__size_class", "value_minor", "currency", "by",
    )  # fmt: skip
    ways = _ways(rows)
    levels = {row.pk: row.likelihood for row in stages()}
    found = []
    for pk, start, end, outcome, stage, entered, size, minor, currency, group in told:
        way = ways.get(pk, [])
        if not way or way[-1][0] != stage:
            # Where it stands counts, even if nobody kept how it came there.
            way = [*way, (stage, entered if outcome == Outcome.OPEN else None)]
        found.append(
            Case(
                key=pk,
                start=start,
                end=end,
                outcome=outcome,
                way=tuple(Reached(str(s), size, levels[s], day) for s, day in way),
                minor=minor,
                currency=currency,
                group=_group(by, group),
            )
        )
    return found


def _ways(rows: QuerySet[Opportunity]) -> dict[int, Way]:
    moves = StageMove.objects.standing().filter(outcome=Outcome.OPEN)
    told = moves.filter(opportunity__in=rows.values("pk")).order_by("pk")
    found: dict[int, Way] = defaultdict(list)
    for pk, stage, day in told.values_list("opportunity_id", "stage_id", "day"):
        found[pk].append((stage, day))
    return found


def _group(by: str, group: object) -> str:
    return "" if not by or group is None else str(group)


def stay_cases(
    user: User, subject: Subject, filters: Mapping[str, Any], by: str = ""
) -> list[Case]:
    """Return the stays of the accounts in sight on a platform; one statement."""
    rows: QuerySet[Placement] = Placement.objects.visible_to(user).standing()
    if who := filters.get("owner"):
        rows = rows.filter(account__owner=who)
    rows = of_team(rows, filters)
    placed = _placed(rows, by)
    since = filters.get("since")
    return [
        case
        for case in stays_of(PLATFORMS[subject], placed)
        if since is None or (case.start is not None and case.start >= since)
    ]


def _placed(rows: QuerySet[Placement], by: str) -> Iterator[Placed]:
    told = rows.annotate(by=OF_STAYS.get(by, F("account_id"))).order_by(
        "account_id", "pk"
    )
    for account, platform, size, likelihood, warmth, day, minor, currency, group in (
        told.values_list(
            "account_id", "platform", "size_class", "likelihood", "warmth", "day",
            "account__potential_minor", "account__currency", "by",
        )
    ):  # fmt: skip
        yield Placed(
            account=account,
            platform=platform,
            size=size,
            level=warmth if likelihood is None else likelihood,
            day=day,
            minor=minor,
            currency=currency,
            group=_group(by, group),
        )
