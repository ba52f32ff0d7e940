"""Many accounts at once are the same as one by one."""

from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.accounts.models import Account
from kam.accounts.services import (
    AccountDraft,
    create_account,
    edit_account,
)
from kam.accounts.services.bulk import bulk_accounts
from kam.accounts.terms import SizeClass
from kam.audit.models import Entry
from kam.core.bulk import BulkRow
from kam.core.cells import minor_of
from kam.core.choices import read_choice
from kam.core.errors import KamError
from kam.core.text import name_key
from kam.people.models import User


def rows_of(*values):
    return [BulkRow(number, row) for number, row in enumerate(values, start=1)]


def fates(results):
    return [result.fate.value for result in results]


def faults(results):
    return [(r.number, f.column) for r in results for f in r.faults]


NAMES = st.sampled_from(["东湖", "西湖", "南湖", " 东湖 ", ""])
CELLS = st.fixed_dictionaries(
    {"name": NAMES},
    optional={
        "city": st.sampled_from(["", "武汉", " 宜昌", "x" * 81, "\x00"]),
        "potential": st.sampled_from(["", 5, "860万", -1, "abc", 10**18]),
        "size_class": st.sampled_from(["", "large", "中", "huge"]),
        "owner": st.sampled_from(["", "rep", "colleague", "stranger", "analyst"]),
        "visit_interval_days": st.sampled_from(["", 14, "0", "x"]),
        "parent": st.sampled_from(["", "东湖", "西湖", "北湖"]),
    },
)


def one_by_one(actor, rows):
    """Carry the rows out with the verbs for one, as a careful person would."""
    done = []
    for row in rows:
        try:
            done.append(by_hand(actor, row.values))
        except (KamError, LookupError):
            done.append("failed")
    return done


def by_hand(actor, values):
    wanted = {n: str(values[n]) for n in ("name", "city") if n in values}
    if "potential" in values:
        wanted["potential_minor"] = minor_of(values["potential"])
    if "size_class" in values:
        wanted["size_class"] = read_choice(SizeClass, values["size_class"], "size")
    if "visit_interval_days" in values:
        text = str(values["visit_interval_days"])
        wanted["visit_interval_days"] = None if not text else int_of(text)
    if "owner" in values:
        seen = {u.username: u.pk for u in User.objects.visible_to(actor)}
        wanted["owner_id"] = seen[values["owner"]] if values["owner"] else None
    keyed = {a.name_key: a for a in Account.objects.visible_to(actor)}
    if "parent" in values:
        text = values["parent"]
        wanted["parent_id"] = keyed[name_key(text)].pk if text else None
    found = keyed.get(name_key(values["name"]))
    if found is None:
        create_account(actor=actor, draft=AccountDraft(**wanted))
        return "created"
    revision = found.revision
    saved = edit_account(actor=actor, account=found, wanted=wanted)
    return "updated" if saved.revision > revision else "skipped"


def int_of(text):
    if not text.isdigit():
        raise LookupError(text)
    return int(text)


def stored():
    shown = ("name", "city", "potential_minor", "size_class", "owner__username")
    shown += ("team__name", "visit_interval_days", "parent__name", "revision")
    return sorted(Account.objects.values_list(*shown), key=repr)


def written():
    rows = Entry.objects.filter(noun="account").values_list("verb", "digests")
    return sorted((verb, sorted(digests)) for verb, digests in rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(CELLS, max_size=6), dry=st.booleans())
def test_bulk_is_the_same_as_one_by_one(cast, table, dry):
    # Parents stand before their units here: one by one knows no later rows.
    rows = rows_of(*table)
    rows = [r for r in rows if not forward(r, rows)]
    outcomes = []
    for way in (one_by_one, in_bulk):
        with transaction.atomic():
            done = way(cast.lead, rows)
            outcomes.append((done, stored(), written()))
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]
    if dry:
        assert (
            fates(bulk_accounts(actor=cast.lead, rows=rows, dry_run=True))
            == (outcomes[1][0])
        )
        assert not Account.objects.exists()


def in_bulk(actor, rows):
    return fates(bulk_accounts(actor=actor, rows=rows))


def forward(row, rows):
    """Say whether a row names a parent that only a later row, or itself, creates."""
    parent = name_key(str(row.values.get("parent", "")))
    earlier = {name_key(r.values["name"]) for r in rows if r.number < row.number}
    later = {name_key(r.values["name"]) for r in rows if r.number >= row.number}
    return bool(parent) and parent in later and parent not in earlier
