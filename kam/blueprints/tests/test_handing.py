"""What a customer takes along as a file: the shared page, and nothing else of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from kam.audit.models import Entry
from kam.blueprints.pages.handing import shared_paper
from kam.blueprints.pages.sharing import PartShown, page_of
from kam.blueprints.rules.handing import TAKEN_AS
from kam.blueprints.services import edit_blueprint, revoke_handout
from kam.blueprints.services.writing import TOLD
from kam.blueprints.tests.conftest import CANARY, OPEN, share
from kam.documents.press import FORMATS, printed
from kam.documents.rules.look import Look
from kam.documents.tests.reading import parts_of, words_of
from kam.people.services import edit_user

pytestmark = pytest.mark.django_db


def take(secret, ending="pdf"):
    """Take a file along as the customer does."""
    url = reverse("blueprints:shared-document", args=[secret])
    return Client().post(url, {"format": ending})


def take_own(user, row, ending="pdf"):
    client = Client()
    client.force_login(user)
    url = reverse("blueprints:handout-document", args=[row.pk])
    return client.post(url, {"format": ending})


def content_of(answer):
    return b"".join(answer.streaming_content)


def everything_in(content, ending):
    """Return all that a file says, visible or not."""
    if ending == "pptx":
        return b"".join(parts_of(content).values()).decode("utf-8", "replace")
    return words_of(content, ending) + content.decode("latin-1")


@pytest.mark.parametrize("ending", TAKEN_AS)
def test_nothing_outside_the_list_is_in_the_file(cast, hospital, full, ending):
    row, secret = share(cast, full)
    edit_blueprint(actor=cast.rep, blueprint=full, wanted={"told_facts": "后来改的"})
    answer = take(secret, ending)
    assert answer["Content-Type"] == FORMATS[ending].media_type
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"].startswith("noindex")
    content = content_of(answer)
    words, all_of_it = words_of(content, ending), everything_in(content, ending)
    assert [name for name in (*TOLD, "目标") if f"{OPEN}{name}" not in words] == []
    for text in (CANARY, hospital.chief.person.name, "后来改的"):
        assert text not in words
        assert text not in all_of_it
    assert words_of(content_of(take_own(cast.rep, row, ending)), ending) == words
    # The control: the same paper would show the team's own words if it got them.
    parts = [PartShown("x", f"{full.text_risks} {hospital.chief.person.name}")]
    leaking = replace(page_of(row, ()), parts=parts)
    leak = printed(shared_paper(leaking, row.created_at), Look(), ending)
    assert CANARY in words_of(leak, ending)
    assert hospital.chief.person.name in words_of(leak, ending)
    assert ending != "pptx" or CANARY in everything_in(leak, ending)


def test_a_file_is_taken_by_who_may_in_the_language_of_the_link(cast, full):
    row, secret = share(cast, full, language="en")
    assert "ourjointplanfor2026" in words_of(content_of(take(secret)), "pdf")
    assert take(secret, "xlsx").status_code == 422
    assert take("kam_wrong").status_code == 404
    for part, status in (
        ("lead", 200),
        ("colleague", 404),
        ("analyst", 403),
        ("stranger", 404),
        ("admin", 404),
    ):
        assert take_own(getattr(cast, part), row).status_code == status, part
    told = Entry.objects.filter(verb="handout.export").order_by("pk")
    assert [entry.actor_id for entry in told] == [None, cast.lead.pk]
    assert {entry.account_id for entry in told} == {full.account_id}


def test_a_link_that_is_over_gives_no_file(cast, full):
    row, secret = share(cast, full)
    edit_user(actor=cast.admin, user=cast.rep, wanted={"is_active": False})
    assert take(secret).status_code == 410
    edit_user(actor=cast.admin, user=cast.rep, wanted={"is_active": True})
    assert take(secret).status_code == 200
    revoke_handout(actor=cast.lead, handout=row)
    assert take(secret).status_code == 410
    assert take_own(cast.lead, row).status_code == 200
