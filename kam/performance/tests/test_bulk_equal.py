"""Many figures at once are the same as one by one."""

from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.audit.models import Entry
from kam.core.bulk import BulkRow
from kam.core.errors import KamError
from kam.people.models import Territory
from kam.people.services import create_territory
from kam.performance.models import ComparisonSet, Figure
from kam.performance.rules import code_of
from kam.performance.services import (
    FigureDraft,
    SetDraft,
    bulk_figures,
    create_figure,
    create_set,
    edit_figure,
)
from kam.performance.tests.conftest import PERIOD, bulk_rows

AMOUNTS = st.sampled_from([None, 0, 20.0, 51.0, 5100.0, -1.0, 1e16, "30", "many"])
CELLS = st.fixed_dictionaries(
    {"code": st.sampled_from(["101", "102", 103.0, "900", " 901 ", "", "x" * 41])},
    optional={
        "potential": AMOUNTS,
        "sales": AMOUNTS,
        "period": st.sampled_from(["2025", "2024Q1", "soon"]),
        "exclusion": st.sampled_from(["", None, "空缺", "x" * 121, "\x00"]),
        "further": st.sampled_from([{}, {"a": 1.0}, {"a": None}, {"b": "text"}]),
    },
)
SHOWN = (
    "comparison_set__name",
    "territory__code",
    "territory__team__name",
    "period",
    "potential",
    "sales",
    "further",
    "exclusion",
    "revision",
)


def one_by_one(actor, comparison_set, rows):
    """Carry the rows out with the verbs for one, as a careful person would."""
    done = []
    for row in rows:
        try:
            with transaction.atomic():
                done.append(by_hand(actor, comparison_set, row.values))
        except (KamError, LookupError):
            done.append("failed")
    return done


def by_hand(actor, comparison_set, values):
    code = code_of(values["code"])
    if not code:
        raise LookupError(code)
    wanted = {n: values[n] for n in ("potential", "sales") if n in values}
    if "exclusion" in values:
        wanted["exclusion"] = values["exclusion"] or ""
    seen = Territory.objects.visible_to(actor).filter(code=code).first()
    territory = seen or create_territory(
        actor=actor, code=code, team=comparison_set.team
    )
    draft = FigureDraft(territory=territory, period=values.get("period", PERIOD))
    found = Figure.objects.filter(
        comparison_set=comparison_set, territory=territory, period=draft.period
    ).first()
    further = {**(found.further if found else {}), **values.get("further", {})}
    if "further" in values:
        wanted["further"] = {n: v for n, v in further.items() if v is not None}
    if found is None:
        made = FigureDraft(territory=territory, period=draft.period, **wanted)
        create_figure(actor=actor, comparison_set=comparison_set, draft=made)
        return "created"
    saved = edit_figure(actor=actor, figure=found, wanted=numbers(wanted))
    return "updated" if saved.revision > found.revision else "skipped"


def numbers(wanted):
    """Read the numbers that were given as text, as a form does."""
    return {n: float(v) if v == "30" else v for n, v in wanted.items()}


def in_bulk(actor, comparison_set, rows, **more):
    results = bulk_figures(
        actor=actor, comparison_set=comparison_set, period=PERIOD, rows=rows, **more
    )
    return [result.fate.value for result in results]


def stored():
    return sorted(Figure.objects.values_list(*SHOWN), key=repr)


def written():
    rows = Entry.objects.filter(noun__in=("figure", "territory"))
    told = rows.values_list("verb", "digests")
    return sorted((verb, sorted(digests)) for verb, digests in told)


def prepared(cast):
    found = ComparisonSet.objects.filter(name="equal").first()
    if found is None:
        draft = SetDraft(name="equal")
        found = create_set(actor=cast.lead, team=cast.first, draft=draft)
        in_bulk(cast.lead, found, bulk_rows()[:2])
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(CELLS, max_size=6), dry=st.booleans())
def test_bulk_is_the_same_as_one_by_one(cast, table, dry):
    made = prepared(cast)
    rows = [BulkRow(number, values) for number, values in enumerate(table, start=1)]
    before, outcomes = stored(), []
    for way in (one_by_one, in_bulk):
        with transaction.atomic():
            done = way(cast.lead, made, rows)
            outcomes.append((done, stored(), written()))
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]
    if dry:
        assert in_bulk(cast.lead, made, rows, dry_run=True) == outcomes[1][0]
        assert stored() == before
