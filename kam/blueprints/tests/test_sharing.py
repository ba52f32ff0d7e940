"""What a customer is shown: a closed list, an address that ends, answers kept."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kam.accounts.services import archive_account, change_owner
from kam.audit.models import Entry
from kam.blueprints import policies
from kam.blueprints.models import Handout, Objective, Reply
from kam.blueprints.pages.sharing import share_page
from kam.blueprints.queries import handout_from, handout_of
from kam.blueprints.queries.whole import snapshot_of, whole_of
from kam.blueprints.rules.handing import SHAREABLE
from kam.blueprints.schemas import handout_out
from kam.blueprints.services import (
    Answer,
    HandoutDraft,
    answer_goals,
    approve_blueprint,
    edit_blueprint,
    edit_objective,
    make_handout,
    revoke_handout,
    send_back_blueprint,
    submit_blueprint,
    undo_decision,
)
from kam.blueprints.services.writing import TOLD
from kam.blueprints.tests.conftest import CANARY, OPEN, fresh, share
from kam.core.clock import pretend
from kam.core.errors import Forbidden, Invalid, NotFound
from kam.people.rules import secret_digest
from kam.people.services import edit_user
from kam.visits.tests.conftest import WEDNESDAY

pytestmark = pytest.mark.django_db


def later(days):
    return WEDNESDAY + timedelta(days=days)


def opened(secret, method="get", **typed):
    url = reverse("blueprints:shared", args=[secret])
    return getattr(Client(), method)(url, typed)


def test_nothing_outside_the_list_can_appear(cast, hospital, full):
    row, secret = share(cast, full)
    page = opened(secret).content.decode()
    for held in (page, row.content):
        assert CANARY not in held
        assert hospital.chief.person.name not in held
    assert page.count(OPEN) >= len(TOLD) + 1
    # The control: what the plan itself freezes holds all of it.
    leak = json.dumps(
        snapshot_of(cast.rep, whole_of(cast.rep, full, WEDNESDAY)), ensure_ascii=False
    )
    assert CANARY in leak
    assert hospital.chief.person.name in leak


def test_it_is_what_was_previewed_whatever_is_written_afterwards(cast, full):
    client = Client()
    client.force_login(cast.rep)
    url = reverse("blueprints:share", args=[full.pk])
    preview = client.get(url, {"sections": ["facts"]}).content.decode()
    assert f"{OPEN}told_facts" in preview
    assert f"{OPEN}told_steps" not in preview
    assert CANARY not in preview.split("客户会看到的")[1].split("做一个链接")[0]
    typed = {"sections": ["facts"], "language": "en", "idempotency_key": "a" * 32}
    made = client.post(url, typed)
    address = made.content.decode().split('class="one-time" tabindex="0">')[1]
    secret = address.split("<")[0].rsplit("/", 1)[1]
    wanted = {"told_facts": "改过了"}
    edit_blueprint(actor=cast.rep, blueprint=full, wanted=wanted)
    answer = opened(secret)
    page = answer.content.decode()
    assert f"{OPEN}told_facts" in page
    assert "改过了" not in page
    assert 'lang="en"' in page
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert secret not in Handout.objects.get().digest
    assert not Entry.objects.filter(detail__values__icontains=secret).exists()


def test_an_address_ends_and_then_tells_nothing(cast, full):
    row, secret = share(cast, full, expires_on=later(2))
    with pytest.raises(Invalid):
        share(cast, full, expires_on=later(181))
    with pytest.raises(Invalid):
        share(cast, full, expires_on=later(-1))
    with pytest.raises(Invalid):
        share(cast, full, sections=["risks"])
    share(cast, full, expires_on=later(180))
    assert share(cast, full)[0].expires_on == later(30)
    moment = row.created_at + timedelta(days=3)
    with pretend(moment):
        gone = opened(secret)
    assert gone.status_code == 410
    for word in (OPEN, full.account.name, str(full.year)):
        assert word not in gone.content.decode()
    assert gone["X-Robots-Tag"].startswith("noindex")
    assert opened(secret).status_code == 200
    revoke_handout(actor=cast.lead, handout=row)
    assert opened(secret).status_code == 410
    assert (
        opened(secret, "post", name="王", **{"kind-1": "confirmed"}).status_code == 410
    )


def leave(cast, row):
    edit_user(actor=cast.admin, user=cast.rep, wanted={"is_active": False})


def hand_on(cast, row):
    change_owner(actor=cast.lead, account=row.account, owner=cast.colleague)


def move_away(cast, row):
    change_owner(actor=cast.head, account=row.account, owner=cast.stranger)


def lose(cast, row):
    archive_account(actor=cast.lead, account=row.account)


@pytest.mark.parametrize(
    ("deed", "rep_keeps", "lead_keeps", "why"),
    [
        (leave, False, True, "unshared"),
        (hand_on, False, True, "unshared"),
        (move_away, False, False, "unshared"),
        (lose, False, False, "archived"),
    ],
)
def test_a_link_lives_from_the_right_of_who_made_it(
    cast, full, monkeypatch, deed, rep_keeps, lead_keeps, why
):
    row, mine = share(cast, full)
    draft = HandoutDraft(SHAREABLE)
    _row, hers = make_handout(actor=cast.lead, blueprint=full, draft=draft)
    before = handout_from(secret_digest(mine))
    assert {opened(one).status_code for one in (mine, hers)} == {200}
    deed(cast, full)
    gone = opened(mine)
    assert (gone.status_code == 200) is rep_keeps
    assert (opened(hers).status_code == 200) is lead_keeps
    assert full.account.name not in gone.content.decode()
    assert "请向发给您链接的人要一个新的" in gone.content.decode()
    said = [Answer(row.told["goals"][0]["id"], "confirmed")]
    with pytest.raises(NotFound):
        answer_goals(handout=before, name="王", answers=said)
    links = share_page(cast.head, fresh(cast.head, full), SHAREABLE).links
    assert [one.tone for one in links] == ["good" if lead_keeps else "warn", "warn"]
    assert handout_out(handout_of(cast.head, row.pk))["ending"] == why
    # The control: without asking after the maker the same link opens.
    monkeypatch.setattr(policies, "may_share", lambda *_: True)
    assert opened(mine).status_code == (410 if why == "archived" else 200)


def test_a_link_opens_again_with_the_right_and_whatever_becomes_of_approval(cast, full):
    _row, secret = share(cast, full)
    leave(cast, full)
    assert opened(secret).status_code == 410
    edit_user(actor=cast.admin, user=cast.rep, wanted={"is_active": True})
    assert opened(secret).status_code == 200
    client = Client()
    client.force_login(cast.lead)
    url = reverse("blueprints:share", args=[full.pk])
    assert "计划书还没有批准" in client.get(url).content.decode()
    submit_blueprint(actor=cast.rep, blueprint=full)
    approve_blueprint(actor=cast.lead, blueprint=full, words="好")
    assert "计划书还没有批准" not in client.get(url).content.decode()
    assert opened(secret).status_code == 200
    undo_decision(actor=cast.lead, blueprint=fresh(cast.lead, full))
    send_back_blueprint(actor=cast.lead, blueprint=full, words="再想想")
    assert opened(secret).status_code == 200


def test_who_answers_while_the_link_is_revoked_is_not_heard(cast, full):
    row, _secret = share(cast, full)
    opened_before = handout_of(cast.rep, row.pk)
    said = [Answer(row.told["goals"][0]["id"], "confirmed")]
    revoke_handout(actor=cast.lead, handout=row)
    with pytest.raises(NotFound):
        answer_goals(handout=opened_before, name="王", answers=said)
    assert not Reply.objects.exists()


def test_what_a_customer_typed_stays_when_the_name_is_missing(full, cast):
    row, secret = share(cast, full)
    goal = row.told["goals"][0]["id"]
    typed = {f"kind-{goal}": "talk", f"text-{goal}": "<b>四月</b>再谈", "name": ""}
    refused = opened(secret, "post", **typed)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "&lt;b&gt;四月&lt;/b&gt;再谈</textarea>" in page
    assert 'value="talk" checked' in page
    assert not Reply.objects.exists()


def test_wrong_addresses_are_counted_and_slowed(full):
    found = [opened(f"kam_wrong{n}").status_code for n in range(60)]
    assert found[0] == 404
    assert found[-1] == 429


def test_a_customer_confirms_a_goal_and_the_owner_sees_it(cast, full):
    row, secret = share(cast, full)
    goal = row.told["goals"][0]["id"]
    assert len(row.told["goals"]) == 1
    typed = {"name": "王主任", f"kind-{goal}": "confirmed", f"text-{goal}": "一起做"}
    assert opened(secret, "post", **{**typed, "name": ""}).status_code == 422
    long = {**typed, f"text-{goal}": "长" * 501}
    assert opened(secret, "post", **long).status_code == 422
    assert opened(secret, "post", name="王主任").status_code == 422
    other = {"name": "王主任", f"kind-{goal + 1}": "confirmed"}
    assert opened(secret, "post", **other).status_code == 422
    assert not Reply.objects.exists()
    assert opened(secret, "post", **typed).status_code == 303
    assert opened(secret, "post", **typed).status_code == 303
    reply = Reply.objects.get()
    assert (reply.name, reply.kind, reply.text) == ("王主任", "confirmed", "一起做")
    entry = Entry.objects.get(noun="reply")
    assert (entry.verb, entry.actor_id) == ("reply.give", None)
    client = Client()
    client.force_login(cast.rep)
    page = client.get(reverse("blueprints:detail", args=[full.pk])).content.decode()
    assert "客户 王主任：确认" in page
    assert "目标后来改过" not in page
    changed = Objective.objects.get(pk=goal)
    edit_objective(actor=cast.rep, objective=changed, wanted={"target": 95})
    page = client.get(reverse("blueprints:detail", args=[full.pk])).content.decode()
    assert "目标后来改过，请再分享一次" in page
    plan = fresh(cast.rep, full)
    facts = whole_of(cast.rep, plan, WEDNESDAY).live["joint"].facts
    assert {one.key: one.value.raw for one in facts}["confirmed"] == 0


def test_who_answered_has_opened_it(cast, full):
    row, _secret = share(cast, full)
    said = [Answer(row.told["goals"][0]["id"], "confirmed")]
    answer_goals(handout=handout_of(cast.rep, row.pk), name="王", answers=said)
    client = Client()
    client.force_login(cast.rep)
    page = client.get(reverse("blueprints:share", args=[full.pk])).content.decode()
    assert "客户打开过" in page
    assert "还没有人打开" not in page


def test_who_does_not_own_the_account_does_not_share_it(cast, full):
    with pytest.raises(Forbidden):
        make_handout(
            actor=cast.colleague, blueprint=full, draft=HandoutDraft(["facts"])
        )
