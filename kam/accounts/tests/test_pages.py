"""New accounts, edits, shares, without a browser."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import (
    AccountDraft,
    create_account,
    edit_account,
)
from tests.forms import form_of


def filled(client, url, **typed):
    """Return what a browser sends when somebody types these values into a page."""
    return form_of(client.get(url).content.decode(), url).filled(**typed)


def url_of(name, row):
    return reverse(f"accounts:{name}", args=[row.pk])


def text(answer):
    whole = b"".join(answer) if answer.streaming else answer.content
    return whole.decode()


def test_a_name_is_enough(cast, client_of):
    client = client_of(cast.rep)
    answer = client.post("/accounts/new", filled(client, "/accounts/new", name="东湖"))
    assert answer.status_code == 303
    made = Account.objects.get()
    assert answer["Location"] == reverse("desk:account", args=[made.pk])
    assert made.owner == cast.rep


def test_the_same_form_sent_twice_makes_one_account(cast, client_of):
    client = client_of(cast.rep)
    form = filled(client, "/accounts/new", name="东湖")
    answers = [client.post("/accounts/new", form) for _ in range(2)]
    assert {a["Location"] for a in answers} == {answers[0]["Location"]}
    assert Account.objects.count() == 1


def test_amounts_are_typed_as_people_write_them(cast, client_of):
    client = client_of(cast.rep)
    for typed, minor in (("860万", 860_000_000), ("1,234.5", 123_450), ("", None)):
        name = f"医院{typed}"
        form = filled(client, "/accounts/new", name=name, potential_minor=typed)
        assert client.post("/accounts/new", form).status_code == 303
        assert Account.objects.get(name=name).potential_minor == minor


@pytest.mark.parametrize("typed", ["-5", "many", "1.8e308", "9" * 30, "86o万"])
def test_a_wrong_amount_keeps_everything_typed(cast, client_of, typed):
    client = client_of(cast.rep)
    form = filled(client, "/accounts/new", name="东湖", potential_minor=typed)
    answer = client.post("/accounts/new", form)
    assert answer.status_code == 422
    assert 'value="东湖"' in text(answer)
    assert typed in text(answer)
    assert not Account.objects.exists()


def test_a_known_account_is_asked_about_and_may_be_saved_anyway(cast, client_of, lake):
    client = client_of(cast.rep)
    form = filled(client, "/accounts/new", name="东湖医院有限公司")
    answer = client.post("/accounts/new", form)
    assert answer.status_code == 422
    assert reverse("desk:account", args=[lake.pk]) in text(answer)
    form = form_of(text(answer), "/accounts/new").filled(anyway="1")
    assert client.post("/accounts/new", form).status_code == 303
    assert Account.objects.count() == 2


def test_a_hidden_twin_leaves_no_trace(cast, client_of, lake):
    """B12: neither while typing nor on saving."""
    edit_account(
        actor=cast.rep, account=lake, wanted={"phone": "027-1", "credit_code": "9X"}
    )
    client = client_of(cast.stranger)
    query = {"name": "东湖医院", "phone": "0271", "credit_code": "9x"}
    hint = client.get("/accounts/similar", query)
    blank = client.get("/accounts/similar", {"name": "别的医院"})
    assert text(hint) == text(blank)
    assert "东湖医院" in text(client_of(cast.rep).get("/accounts/similar", query))
    form = filled(client, "/accounts/new", **query)
    assert client.post("/accounts/new", form).status_code == 303


# editing


def test_a_stale_form_gives_a_choice_per_field(cast, client_of, lake):
    """D1: both values are shown, what is typed stays, other fields merge."""
    client, url = client_of(cast.rep), url_of("edit", lake)
    mine = filled(client, url, city="宜昌", phone="027", potential_minor="5万")
    edit_account(
        actor=cast.lead,
        account=lake,
        wanted={"city": "武汉", "potential_minor": 100, "business_scope": "检验"},
    )
    answer = client.post(url, mine)
    assert answer.status_code == 409
    page = text(answer)
    for shown in ("宜昌", "武汉", "50000", "keep-city", "keep-potential_minor", "027"):
        assert shown in page
    assert Account.objects.get().phone == ""
    again = form_of(page, url).filled(
        **{"keep-city": "theirs", "keep-potential_minor": "mine"}
    )
    assert client.post(url, again).status_code == 303
    saved = Account.objects.get()
    assert (saved.city, saved.potential_minor) == ("武汉", 5_000_000)
    assert (saved.phone, saved.business_scope) == ("027", "检验")


def test_saving_twice_is_no_conflict(cast, client_of, lake):
    """D2."""
    client, url = client_of(cast.rep), url_of("edit", lake)
    for city in ("武汉", "宜昌"):
        answer = client.post(url, filled(client, url, city=city))
        assert answer.status_code == 303
    assert Account.objects.get().city == "宜昌"


def test_a_manager_hands_over_and_the_former_owner_loses_sight(cast, client_of, lake):
    """B15."""
    client, url = client_of(cast.chief), url_of("edit", lake)
    form = filled(client, url, owner=cast.neighbour.pk)
    assert client.post(url, form).status_code == 303
    room = reverse("desk:account", args=[lake.pk])
    assert client_of(cast.rep).get(room).status_code == 404
    assert client_of(cast.rep).get(url).status_code == 404
    assert client_of(cast.neighbour).get(url).status_code == 200
    assert Account.objects.get().team == cast.second


def test_an_owner_who_no_longer_sells_is_not_dropped_by_another_edit(
    cast, client_of, lake
):
    cast.rep.is_active = False
    cast.rep.save(update_fields=["is_active"])
    client, url = client_of(cast.lead), url_of("edit", lake)
    assert client.post(url, filled(client, url, city="武汉")).status_code == 303
    assert Account.objects.get().owner == cast.rep


def test_the_unit_above_is_written_by_name(cast, client_of, lake):
    branch = create_account(actor=cast.rep, draft=AccountDraft(name="分院"))
    hidden = create_account(actor=cast.stranger, draft=AccountDraft(name="总院"))
    client, url = client_of(cast.rep), url_of("edit", branch)
    assert client.post(url, filled(client, url, parent="东湖医院")).status_code == 303
    for typed in ("分院", "总院", "没有这家"):
        answer = client.post(url, filled(client, url, parent=typed))
        assert answer.status_code == 422, typed
    branch.refresh_from_db()
    assert branch.parent == lake
    assert hidden.pk


def test_archiving_offers_to_undo(cast, client_of, lake):
    client = client_of(cast.lead)
    page = client.post(url_of("archive", lake), follow=True)
    assert url_of("restore", lake) in text(page)
    client.post(url_of("restore", lake))
    lake.refresh_from_db()
    assert lake.archived_at is None


def test_a_share_is_added_and_ended_on_its_page(cast, client_of, lake):
    client, url = client_of(cast.rep), url_of("share", lake)
    answer = client.post(url, {"user_id": cast.colleague.pk})
    assert answer.status_code == 303
    room = reverse("desk:account", args=[lake.pk])
    assert client_of(cast.colleague).get(room).status_code == 200
    end = reverse("accounts:unshare", args=[lake.pk, lake.shares.get().pk])
    assert client_of(cast.colleague).post(end).status_code == 403
    assert client.post(end).status_code == 303
    assert client_of(cast.colleague).get(room).status_code == 404
    assert client.post(url, {"user_id": cast.stranger.pk}).status_code == 422
    assert client.post(url, {"user_id": "9" * 40}).status_code == 422
    assert Stakeholder.objects.count() == 0


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_both_languages_draw_every_page(cast, client_of, lake, shen, language):
    cast.rep.language = language
    cast.rep.save(update_fields=["language"])
    client = client_of(cast.rep)
    for url in (
        "/accounts",
        "/accounts/new",
        url_of("edit", lake),
        url_of("share", lake),
        url_of("person-new", lake),
        url_of("person", shen),
    ):
        assert client.get(url).status_code == 200
