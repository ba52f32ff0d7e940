"""An action is daily work of one person, or work of the whole company."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kam.accounts.services import AccountDraft, create_account
from kam.core.clock import today
from kam.people.services import create_token
from kam.visits.models import Action
from kam.visits.pages.panels import account_visit_panels
from kam.visits.services import Task, open_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def lake(cast):
    return create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))


def due():
    return today("Asia/Shanghai") + timedelta(days=3)


def test_advice_becomes_an_action_of_its_level(cast, lake):
    client = Client()
    client.force_login(cast.rep)
    url = reverse("visits:action-new", args=[lake.pk])
    page = client.get(f"{url}?text=请院长见面&level=kam2").content.decode()
    assert "请院长见面" in page
    typed = {"text": "请院长见面", "due_on": due().isoformat(), "owner": cast.rep.pk}
    assert client.post(url, {**typed, "level": "kam2"}).status_code == 303
    assert client.post(url, typed).status_code == 303
    assert client.post(url, {**typed, "level": "kam3"}).status_code == 422
    assert sorted(Action.objects.values_list("level", flat=True)) == ["kam1", "kam2"]
    assert account_visit_panels(cast.rep, lake).levels == (1, 1)


def test_the_level_is_in_the_api_and_can_change(cast, lake, client):
    _token, secret = create_token(
        actor=cast.rep, user=cast.rep, name="t", scopes=["read", "write"]
    )
    auth = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    row = open_action(actor=cast.rep, account=lake, task=Task("见面", due()))
    url = f"/api/v1/actions/{row.pk}"
    got = client.get(url, **auth)
    assert got.json()["level"] == "kam1"
    told = client.patch(
        url,
        {"level": "kam2"},
        content_type="application/json",
        HTTP_IF_MATCH=got["ETag"],
        **auth,
    )
    assert told.json()["level"] == "kam2"
