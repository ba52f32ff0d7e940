"""Accounts, shares and people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account, AccountShare, Person, Stakeholder
from tests.benchmarks.plan.company import Part, one_of
from tests.benchmarks.sizes import PEOPLE_EACH
from tests.benchmarks.texts import names, places

if TYPE_CHECKING:
    from tests.benchmarks.plan.company import Plan

LAYERS = ("decision", "management", "expert", "purchasing", "support")
TITLES = ("主任", "院长", "组长", "科长", "工程师")
SHARES = 10


def accounts(plan: Plan) -> Part:
    """Plan the accounts."""
    rep = plan.rep_of("n")
    columns = {
        "id": "n + 1",
        "name": "name || n",
        "name_key": "name || n",
        "city": "city",
        "kind": "'hospital'",
        "size_class": one_of(("large", "middle", "small"), "n"),
        "potential_minor": "(n * 79) % 900000000 + 1000000",
        "business_scope": "'综合医院，编制床位 ' || (n % 900 + 200) || ' 张。'",
        "owner_id": plan.user_of("n"),
        "team_id": plan.team_of_rep(rep),
        "territory_id": f"{rep} + 1",
        "visit_interval_days": "7 + n % 21",
    }
    joins = f"JOIN bench_place ON k = n % {len(places())}"
    return Part(Account, plan.sizes.accounts, columns, joins)


def shares(plan: Plan) -> Part:
    """Plan what colleagues share with the first representative."""
    columns = {
        "id": "n + 1",
        "account_id": "n * 2 + 2",
        "user_id": "1",
        "shared_by_id": plan.user_of("n * 2 + 1"),
    }
    return Part(AccountShare, SHARES, columns)


def people(plan: Plan) -> Part:
    """Plan who the people are."""
    columns = {
        "id": "n + 1",
        "name": "name",
        "name_key": "name",
        "title": one_of(TITLES, "n"),
    }
    joins = f"JOIN bench_name ON k = (n * 31) % {len(names())}"
    return Part(Person, plan.sizes.people, columns, joins)


def stakeholders(plan: Plan) -> Part:
    """Plan what is known of them."""
    columns = {
        "id": "n + 1",
        "account_id": f"n / {PEOPLE_EACH} + 1",
        "person_id": "n + 1",
        "layer": one_of(LAYERS, "n"),
        "concerns": "'供货稳定；夜班有人接电话。'",
        "duties": "'负责本组检测、质控和方法学评价。'",
        "known_since": plan.day("900 - n % 300"),
    }
    return Part(Stakeholder, plan.sizes.people, columns)
