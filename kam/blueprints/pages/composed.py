"""The plan in words, for the screen and for every document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext

from kam.blueprints.pages.words import (
    level_words,
    section_label,
    section_number,
    state_words,
    value_words,
)
from kam.blueprints.queries import blueprint_of, goal_table, texts_of, whole_of
from kam.blueprints.rules import labels
from kam.blueprints.rules.composed import (
    ComposedChart,
    ComposedFact,
    ComposedPlan,
    ComposedSection,
    ComposedSeries,
    ComposedTable,
)
from kam.core.clock import today
from kam.core.money import Money
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from kam.blueprints.queries import Whole
    from kam.blueprints.rules.plain import Chart, Table
    from kam.people.models import User

GOALS = "goals"


def composed_plan(user: User, pk: int) -> ComposedPlan:
    """Compose a plan in sight in the language in force; nine statements at most."""
    return composed(user, whole_of(user, blueprint_of(user, pk), today(user.time_zone)))


def composed(user: User, whole: Whole) -> ComposedPlan:
    """Compose what was read; no statement."""
    row, account = whole.blueprint, whole.blueprint.account
    texts = texts_of(user, row)
    return ComposedPlan(
        title=gettext("%(account)s %(year)s 年客户计划书")
        % {"account": account.name, "year": row.year},
        account=account.name,
        year=row.year,
        owner=account.owner.name if account.owner else "",
        team=account.team.name,
        state=row.state,
        state_words=state_words(row.state)[0],
        version=row.number,
        day=day_words(whole.sources.day, year=True),
        approved=_moment(row.decided_at) if row.state == "approved" else "",
        next_review=_day(row.next_review),
        level=whole.all.level,
        level_words=level_words(whole.all.level)[0],
        percent=whole.all.percent,
        sections=tuple(
            composed_section(whole, key, texts.get(key, "")) for key in whole.live
        ),
    )


def _moment(at: datetime | None) -> str:
    return day_words(localdate(at), year=True) if at else ""


def _day(at: date | None) -> str:
    return day_words(at, year=True) if at else ""


def composed_section(whole: Whole, key: str, text: str) -> ComposedSection:
    """Compose one section."""
    live, part = whole.live[key], whole.parts[key]
    tables = list(live.tables)
    if key == GOALS and whole.goals:
        tables.append(goal_table(whole.goals, whole.blueprint.account.currency))
    return ComposedSection(
        key=key,
        number=section_number(key),
        title=section_label(key),
        prompt=whole.outline.prompts[key].said(get_language()),
        text=text,
        facts=tuple(
            ComposedFact(
                say(labels.FACTS[fact.key]),
                value_words(fact.value),
                fact.value.is_known,
            )
            for fact in live.facts
        ),
        tables=tuple(composed_table(table) for table in tables),
        charts=tuple(composed_chart(chart) for chart in live.charts),
        level=part.level,
        level_words=level_words(part.level)[0],
        missing=tuple(say(labels.CHECKS[check]) for check in part.missing),
    )


def composed_table(table: Table) -> ComposedTable:
    """Compose a table."""
    return ComposedTable(
        key=table.key,
        title=say(labels.TABLES[table.key]),
        columns=tuple(say(labels.COLUMNS[name]) for name in table.columns),
        rows=tuple(
            tuple(value_words(cell) for cell in row.cells) for row in table.rows
        ),
    )


def composed_chart(chart: Chart) -> ComposedChart:
    """Compose a chart; money in whole units."""
    return ComposedChart(
        key=chart.key,
        title=say(labels.CHARTS[chart.key]),
        categories=chart.categories,
        series=tuple(
            ComposedSeries(
                _series(one.key),
                tuple(_major(value, chart.unit) for value in one.values),
            )
            for one in chart.series
        ),
        unit=chart.unit,
    )


def _series(key: str) -> str:
    return key if key.isdigit() else gettext("人数")


def _major(value: float | None, unit: str) -> float | None:
    if value is None or not unit:
        return value
    return float(Money(int(value), unit).major)
