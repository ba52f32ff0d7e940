"""The table of grants: equal to its page, and true to what each role is for."""

from __future__ import annotations

import pytest
from django.apps import apps

from kam.core.fields import Prose
from kam.people.grants import GRANTS, ROLES, VERBS, Reach, grant_for
from tools.permissions import PAGE, page

ORDER = list(Reach)
CUSTOMER = ("account", "stakeholder", "visit", "action", "promise")


def test_the_page_is_the_table():
    told = PAGE.read_text(encoding="utf-8")
    assert told == page(), "the grants changed: python -m tools.permissions"


@pytest.mark.parametrize(("role", "noun"), GRANTS)
def test_nobody_does_more_than_is_seen(role, noun):
    grant = grant_for(role, noun)
    for verb in VERBS:
        assert ORDER.index(getattr(grant, verb)) <= ORDER.index(grant.see), verb


@pytest.mark.parametrize("noun", CUSTOMER)
@pytest.mark.parametrize("role", ["administrator", "trainer"])
def test_administrators_and_trainers_see_no_customer_content(role, noun):
    assert grant_for(role, noun).see is Reach.NONE


@pytest.mark.parametrize("noun", CUSTOMER)
def test_an_analyst_changes_nothing_and_reads_no_free_text(noun):
    grant = grant_for("analyst", noun)
    model = next(m for m in apps.get_models() if m._meta.model_name == noun)
    texts = {f.name for f in model._meta.fields if isinstance(f, Prose)}
    assert texts <= grant.hidden
    for verb in ("create", "change", "delete", "share"):
        assert getattr(grant, verb) is Reach.NONE


def test_only_administrators_arrange_people_and_settings():
    for role in ROLES:
        for noun in ("user", "team", "setting"):
            rights = {getattr(grant_for(role, noun), v) for v in ("create", "change")}
            if role != "administrator":
                assert rights == {Reach.NONE}, (role, noun)
    assert grant_for("administrator", "count").see is Reach.ALL


def test_an_unlisted_pair_is_nothing():
    assert grant_for("trainer", "visit").see is Reach.NONE
    assert grant_for("nobody", "account").see is Reach.NONE
