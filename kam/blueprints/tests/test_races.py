"""D6, D7: many decide at the same moment, one wins, and nothing is done twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from kam.blueprints.models import Blueprint, BlueprintVersion
from kam.blueprints.queries import blueprint_of
from kam.blueprints.services import (
    approve_blueprint,
    begin_blueprint,
    send_back_blueprint,
    submit_blueprint,
    undo_decision,
)
from kam.core.errors import AlreadyThere, Stale
from kam.visits.tests.conftest import make_hospital
from tests.atonce import second_told
from tests.cast import build_cast

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def at_once(*deeds):
    """Let each deed begin at the same moment, on a connection of its own."""
    gate = Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait(10)
            return deed()
        except Stale:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done for done in pool.map(run, deeds) if done is not None]


@pytest.mark.more
def test_of_two_decisions_at_once_one_wins_every_time():
    cast = build_cast()
    account = make_hospital(cast.rep).account
    row = begin_blueprint(actor=cast.rep, account=account, year=2026, fill=False)
    submit_blueprint(actor=cast.rep, blueprint=row)
    for _round in range(ROUNDS):
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
