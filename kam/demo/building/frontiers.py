"""Comparison sets, the figures of four quarters, and the frontiers over them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from kam.core.clock import pretend
from kam.core.periods import parse_period
from kam.demo.book import chapter
from kam.demo.building.stage import MORNING, rows_of, taken
from kam.demo.building.targets import build_targets
from kam.demo.script.figures import COUNTED, numbers, quarters
from kam.demo.script.staff import company_name, staff
from kam.people.models import Team
from kam.people.scopes import may
from kam.performance.rules import (
    FURTHER,
    POTENTIAL,
    SALES,
    USUAL_DRAWS,
    ColumnChoice,
    Inquiry,
)
from kam.performance.services import (
    SetDraft,
    ask_columns,
    bulk_figures,
    create_set,
    run_frontier,
    work_out,
)
from kam.visits.models import Visit

if TYPE_CHECKING:
    from datetime import datetime

    from kam.demo.building.stage import Stage
    from kam.people.models import User
    from kam.performance.models import ComparisonSet

DAYS_TO_CLOSE = 9
METHODS = ("fdh", "dea-vrs")


def build_frontiers(stage: Stage) -> None:
    """Build one set for the company and one for its largest region."""
    known, book = staff(), chapter("figures")
    region = known.patches[0].region
    inside = {p.code for p in known.patches if p.region == region}
    everywhere = {p.code for p in known.patches}
    analyst, manager = stage.people["analyst"], stage.people["manager1"]
    nation = f"全国 {len(everywhere)} 个区域"
    part = f"{region} {len(inside)} 个区域"
    for actor, team, name, codes in (
        (manager, region, part, inside),
        (analyst, company_name(), nation, everywhere),
    ):
        with pretend(_closing(stage, quarters(stage.today)[0])):
            comparison_set = create_set(
                actor=actor,
                team=Team.objects.get(name=team),
                draft=SetDraft(
                    name=name,
                    sales_unit=book["sales_unit"],
                    is_synthetic=True,
                    note=book["note"],
                ),
            )
        _fill(stage, actor, comparison_set, codes)


def _closing(stage: Stage, quarter: str) -> datetime:
    """Return the morning on which the figures of a quarter were there."""
    day = parse_period(quarter).last + timedelta(days=DAYS_TO_CLOSE)
    return stage.moment(min(day, stage.today), MORNING)


def _met(period: str) -> dict[str, tuple[int, int]]:
    """Count the customers and visits that stand in the records, by territory."""
    days = parse_period(period)
    visits = Visit.objects.submitted().between(days.first, days.last)
    counted = visits.order_by().values_list("account__territory__code")
    rows = counted.annotate(Count("account_id", distinct=True), Count("pk"))
    return {code: (customers, n) for code, customers, n in rows if code}


def _fill(
    stage: Stage, actor: User, comparison_set: ComparisonSet, codes: set[int]
) -> None:
    """Bring the figures in quarter by quarter, and draw each frontier then."""
    periods = quarters(stage.today)
    for number, period in enumerate(periods):
        back, met = len(periods) - 1 - number, _met(period)
        rows = rows_of(
            {
                "code": str(one.code),
                "potential": one.potential,
                "sales": one.sales,
                "exclusion": one.exclusion,
                "further": one.further(back, met.get(str(one.code))),
            }
            for one in numbers(back)
            if one.code in codes
        )
        with pretend(_closing(stage, period)):
            taken(
                bulk_figures(
                    actor=actor,
                    comparison_set=comparison_set,
                    period=period,
                    rows=rows,
                )
            )
            for method in METHODS:
                made = run_frontier(
                    actor=actor,
                    comparison_set=comparison_set,
                    period=period,
                    method=method,
                )
            if may(actor, "target", "create"):
                is_newest = period == periods[-1]
                build_targets(actor, made.run, is_newest=is_newest)
    with pretend(_closing(stage, periods[-1])):
        _compare(actor, comparison_set, periods[-1], COUNTED[1])


def _compare(
    actor: User, comparison_set: ComparisonSet, period: str, visits: str
) -> None:
    """Ask once what sales should be at this potential and with so many visits."""
    asked = ask_columns(
        actor=actor,
        comparison_set=comparison_set,
        period=period,
        choice=ColumnChoice(
            inputs=(POTENTIAL, f"{FURTHER}{visits}"),
            outputs=(SALES,),
            asked=Inquiry(bootstrap=USUAL_DRAWS),
        ),
    )
    work_out(asked.run)
