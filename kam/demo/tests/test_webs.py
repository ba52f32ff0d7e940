"""The maps of the demo teach what each trouble looks like."""

from __future__ import annotations

from collections import Counter

from kam.demo.script.circles import circles
from kam.demo.script.customers import TROUBLES, customers
from kam.demo.script.webs import webs
from kam.relations.rules.matrix import class_of

NAMES = {c.trouble: c.name for c in customers() if c.trouble}


def web_of(trouble):
    return next(web for web in webs() if web.account == NAMES[trouble])


def newest(web):
    """Return the newest value of each person and aspect."""
    found = {}
    for one in sorted(web.opinions, key=lambda one: -one.days):
        found[one.person, one.aspect] = one.value
    return found


def test_about_sixty_accounts_are_drawn_the_troubled_ones_among_them():
    assert 45 <= len(webs()) <= 70
    assert {NAMES[trouble] for trouble in TROUBLES} <= {web.account for web in webs()}


def test_everybody_named_belongs_to_the_account():
    for web in webs():
        known = {member.name for member in circles()[web.account]}
        named = {one.person for one in (*web.opinions, *web.known)}
        named |= {end for t in web.threads for end in (t.source, t.target)}
        assert named <= known, web.account


def test_nobody_reports_twice_or_to_themselves():
    for web in webs():
        below = Counter(t.source for t in web.threads if t.kind == "reports")
        assert max(below.values(), default=1) == 1
        assert all(t.source != t.target for t in web.threads)


def test_the_account_on_one_thread_names_the_roles_to_find():
    web = web_of("single")
    assert {one.layer for one in web.missing} == {
        "decision", "management", "expert", "support",
    }  # fmt: skip
    assert not web.threads


def test_polite_visits_make_friends_and_no_business():
    web, values = web_of("stuck"), newest(web_of("stuck"))
    people = {one.person for one in web.opinions}
    classes = {
        class_of(values[who, "business"], values[who, "personal"], 3) for who in people
    }
    assert classes == {"friend"}


def test_broken_promises_cost_trust_and_a_neglected_account_has_old_evidence():
    web = web_of("overdue")
    for who in {one.person for one in web.opinions}:
        told = [o for o in web.opinions if (o.person, o.aspect) == (who, "personal")]
        first, last = max(told, key=lambda o: o.days), min(told, key=lambda o: o.days)
        assert last.value < first.value
    newest_days = min(
        one.days for one in web_of("neglected").opinions if one.aspect == "influence"
    )
    assert newest_days > 120
