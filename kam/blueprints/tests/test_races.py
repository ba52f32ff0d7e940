"""D6, D7: many decide at the same moment, one wins, and nothing is done twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from kam.blueprints.models import Blueprint, BlueprintVersion, Outline, Review
from kam.blueprints.queries import blueprint_of
from kam.blueprints.rules.outlines.shipped import SHIPPED_NUMBER, shipped_text
from kam.blueprints.services import (
    OutlineDraft,
    approve_blueprint,
    begin_blueprint,
    save_outline,
    send_back_blueprint,
    submit_blueprint,
    undo_decision,
)
from kam.blueprints.tests.test_api import send, signed
from kam.core.errors import AlreadyThere, Stale
from kam.visits.tests.conftest import make_hospital
from kam.web.interface import tag
from tests.atonce import second_told
from tests.cast import build_cast

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = [
    pytest.param(10, marks=pytest.mark.more),
    pytest.param(200, marks=pytest.mark.soak),
]


def at_once(*deeds):
    """Let each deed begin at the same moment, on a connection of its own."""
    gate = Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait(10)
            return deed()
        except (Stale, AlreadyThere):
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done for done in pool.map(run, deeds) if done is not None]


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_two_decisions_at_once_one_wins_every_time(rounds):
    cast = build_cast()
    account = make_hospital(cast.rep).account
    row = begin_blueprint(actor=cast.rep, account=account, year=2026, fill=False)
    submit_blueprint(actor=cast.rep, blueprint=row)
    for _round in range(rounds):
        seen = blueprint_of(cast.rep, row.pk)
        versions = BlueprintVersion.objects.count()
        done = at_once(
            partial(approve_blueprint, actor=cast.lead, blueprint=seen, words="好"),
            partial(send_back_blueprint, actor=cast.chief, blueprint=seen, words="改"),
        )
        assert len(done) == 1
        now = Blueprint.objects.get(pk=row.pk)
        assert now.state == done[0].state
        added = BlueprintVersion.objects.count() - versions
        assert added == (now.state == "approved")
        undo_decision(actor=now.decided_by, blueprint=blueprint_of(cast.rep, row.pk))


@pytest.mark.more
def test_control_without_looking_again_both_win():
    cast = build_cast()
    account = make_hospital(cast.rep).account
    row = begin_blueprint(actor=cast.rep, account=account, year=2026, fill=False)
    submit_blueprint(actor=cast.rep, blueprint=row)

    def blindly(state):
        with transaction.atomic():
            Blueprint.objects.filter(pk=row.pk).update(state=state)
        return state

    assert len(at_once(lambda: blindly("approved"), lambda: blindly("back"))) == 2


def test_of_two_who_begin_a_year_one_is_led_to_the_plan_of_the_other(cast, hospital):
    account = hospital.account
    begin = partial(begin_blueprint, actor=cast.rep, account=account, year=2026)
    browser = Client()
    browser.force_login(cast.rep)
    page = reverse("blueprints:begin", args=[account.pk])
    led = second_told(begin, lambda: browser.post(page, {"year": 2026}))
    row = Blueprint.objects.get()
    assert (led.status_code, led.url) == (
        303,
        reverse("blueprints:detail", args=[row.pk]),
    )
    told = second_told(lambda: None, lambda: begin(year=2026))
    assert isinstance(told, AlreadyThere)
    assert (told.status, told.record) == (409, row.pk)


@pytest.mark.more
def test_control_without_taking_turns_the_second_meets_the_key(cast, hospital):
    def begin():
        Blueprint(account=hospital.account, year=2026).save()

    assert isinstance(second_told(begin, begin), IntegrityError)


@pytest.fixture
def begun():
    """A plan of the representative, begun."""
    cast = build_cast()
    account = make_hospital(cast.rep).account
    row = begin_blueprint(actor=cast.rep, account=account, year=2026, fill=False)
    return cast, row


def by_hand(user, name, pk, **typed):
    """Return a press on a button of a page; the answer is its status."""
    client = Client()
    client.force_login(user)
    return lambda: client.post(reverse(f"blueprints:{name}", args=[pk]), typed)


def by_machine(user, path, row, **body):
    """Return a call of the API that knows the newest revision."""
    client = signed(user)
    return lambda: send(client, "post", f"/blueprints{path}", body, tag(row))


def statuses(*deeds):
    """Do all at once; no answer is an error of ours."""
    return sorted(answer.status_code for answer in at_once(*deeds))


@pytest.mark.more
def test_two_who_submit_or_approve_at_once_make_one_version_and_get_a_clear_answer(
    begun,
):
    cast, row = begun
    read = {"number": 1}
    for who, verb, typed, number in (
        ((cast.rep, cast.rep), "submit", {}, 1),
        ((cast.lead, cast.chief), "approve", read, 2),
        ((cast.rep, cast.rep), "amend", {}, 2),
    ):
        deeds = [by_hand(one, verb, row.pk, **typed) for one in who]
        assert statuses(*deeds) == [303, 409]
        numbers = BlueprintVersion.objects.order_by("number").values_list("number")
        assert list(numbers) == [(n + 1,) for n in range(number)]
        assert Blueprint.objects.get().number == number
    for path in ("/submit", "/approve"):
        row.refresh_from_db()
        who = cast.rep if path == "/submit" else cast.lead
        told = {} if path == "/submit" else {"number": row.number}
        deeds = [by_machine(who, f"/{row.pk}{path}", row, **told) for _ in range(2)]
        first, second = statuses(*deeds)
        # 412 where the first was done before the second was even read.
        assert first == 200
        assert second in (409, 412)
    assert BlueprintVersion.objects.count() == 4


@pytest.mark.more
def test_two_who_begin_the_same_thing_at_once_get_one_and_a_clear_answer(begun):
    cast, row = begun
    account = row.account
    deeds = [by_hand(cast.rep, "begin", account.pk, year=2027) for _ in range(2)]
    assert statuses(*deeds) == [303, 303]
    body = {"account_id": account.pk, "year": 2028}
    assert statuses(*[by_machine(cast.rep, "", row, **body) for _ in range(2)]) == [
        201,
        409,
    ]
    assert Blueprint.objects.count() == 3
    deeds = [by_hand(who, "review-open", row.pk) for who in (cast.rep, cast.lead)]
    assert statuses(*deeds) == [303, 303]
    assert Review.objects.count() == 1
    draft = OutlineDraft(shipped_text(), newest=SHIPPED_NUMBER)
    done = at_once(
        *(partial(save_outline, actor=cast.trainer, draft=draft) for _ in range(2))
    )
    assert [one.number for one in done] == [SHIPPED_NUMBER + 1]
    assert Outline.objects.count() == 1
