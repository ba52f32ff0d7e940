"""The calendar feed: one secret address, one's own visits, RFC 5545 to the letter."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from kam.accounts.services import change_owner
from kam.audit.models import Entry
from kam.core.errors import Forbidden
from kam.people.rules import secret_digest
from kam.people.services import edit_user
from kam.visits.models import Calendar, Visit
from kam.visits.services import (
    cancel_visit,
    edit_plan,
    make_calendar,
    revoke_calendar,
)
from kam.visits.tests.conftest import WEDNESDAY, make_hospital
from kam.visits.tests.steps import note, plan

pytestmark = pytest.mark.django_db
TRICKY = "谈付款;责任,小步\\改用\r\nEND:VEVENT\rX-EVIL:1" + "很" * 60


def a_path(user, *, tells=False):
    _row, secret = make_calendar(actor=user, tells=tells)
    return f"/calendar/{secret}.ics"


def events(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    file = icalendar.Calendar.from_ical(answer.content)
    return {str(event["uid"]): event for event in file.walk("VEVENT")}


def test_the_address_is_shown_once_and_only_its_digest_is_kept(signed, cast):
    sent = {"tells": "1", "idempotency_key": "k1"}
    answer = signed.post("/settings/calendar", sent)
    [address] = re.findall(
        r"http://testserver(/calendar/[\w.-]+\.ics)", answer.content.decode()
    )
    secret = address.removeprefix("/calendar/").removesuffix(".ics")
    row = Calendar.objects.get()
    assert (row.digest, row.tells) == (secret_digest(secret), True)
    assert secret not in signed.get("/settings/calendar").content.decode()
    again = signed.post("/settings/calendar", sent)
    assert (again.status_code, again["Location"]) == (303, "/settings/calendar")
    told = list(Entry.objects.filter(noun="calendar").values_list("verb", flat=True))
    assert told == ["calendar.create"]


def test_times_are_those_of_the_owners_place(client, cast, hospital):
    day = WEDNESDAY + timedelta(days=1)
    timed = plan(cast, hospital, day=day, start_time=time(14, 0), minutes=45)
    whole = plan(cast, hospital, day=date(2026, 3, 20))
    found = events(client, a_path(cast.rep))
    event = found[str(timed.client_id)]
    begins = datetime(2026, 3, 19, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert event.decoded("dtstart") == begins
    assert event.decoded("dtend") - begins == timedelta(minutes=45)
    assert (event["summary"], event["status"]) == ("拜访 东湖医院", "CONFIRMED")
    assert "description" not in event
    assert event["url"].endswith(f"/visits/{timed.pk}")
    all_day = found[str(whole.client_id)]
    assert all_day.decoded("dtstart") == date(2026, 3, 20)
    assert all_day.decoded("dtend") == date(2026, 3, 21)
    assert len(found) == 2


def test_no_text_breaks_out_of_its_line(client, cast):
    """RFC 5545: 75 octets a line, CRLF, and every sign of the grammar escaped."""
    hospital = make_hospital(cast.rep, "东湖,医院;总院")
    visit = plan(cast, hospital, objective=TRICKY)
    Visit.objects.filter(pk=visit.pk).update(objective=TRICKY)
    path = a_path(cast.rep, tells=True)
    body = client.get(path).content
    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(sign in line for line in lines for sign in (b"\n", b"\r"))
    unfolded = body.decode().replace("\r\n ", "").split("\r\n")
    assert unfolded.count("END:VEVENT") == 1
    assert not any(line.startswith("X-EVIL") for line in unfolded)
    assert "SUMMARY:拜访 东湖\\,医院\\;总院：沈若澜" in unfolded
    [event] = events(client, path).values()
    assert event["description"].startswith("谈付款;责任,小步\\改用\nEND:VEVENT")


def test_a_visit_called_off_or_moved_stays_the_same_event(client, cast, hospital):
    visit = plan(cast, hospital)
    path = a_path(cast.rep)
    first = events(client, path)[str(visit.client_id)]
    edit_plan(actor=cast.rep, visit=visit, wanted={"day": date(2026, 3, 19)})
    cancel_visit(actor=cast.rep, visit=visit, reason="客户没空")
    [(uid, event)] = events(client, path).items()
    assert uid == str(visit.client_id)
    assert (event["status"], first["status"]) == ("CANCELLED", "CONFIRMED")
    assert event["sequence"] > first["sequence"]


def test_only_own_visits_of_accounts_still_seen_are_told(client, cast, hospital):
    note(cast, hospital, days_ago=40)
    old = Visit.objects.submitted().get()
    recent = note(cast, hospital, days_ago=3)
    path = a_path(cast.rep)
    told = events(client, path)
    assert str(recent.client_id) in told
    assert str(old.client_id) not in told
    change_owner(actor=None, account=hospital.account, owner=cast.colleague)
    assert events(client, path) == {}
    assert events(client, a_path(cast.lead)) == {}


def test_whoever_knows_no_valid_address_finds_nothing(client, cast):
    path = a_path(cast.rep)
    newer = a_path(cast.rep)
    assert client.get(newer).status_code == 200
    answers = [client.get(path), client.get("/calendar/kam_unknown.ics")]
    revoke_calendar(actor=cast.rep, calendar=Calendar.objects.get(revoked_at=None))
    answers.append(client.get(newer))
    left = a_path(cast.colleague)
    edit_user(actor=cast.admin, user=cast.colleague, wanted={"is_active": False})
    answers.append(client.get(left))
    retrained = a_path(cast.neighbour)
    edit_user(actor=cast.admin, user=cast.neighbour, wanted={"role": "trainer"})
    answers.append(client.get(retrained))
    assert {answer.status_code for answer in answers} == {404}
    pages = {
        re.sub(r"/calendar/\S+?\.ics", "PATH", a.content.decode()) for a in answers
    }
    assert len(pages) == 1


def test_guessing_is_slowed_and_the_right_address_is_not(client, cast):
    path = a_path(cast.rep)
    for number in range(40):
        assert client.get(f"/calendar/kam_{number}.ics").status_code == 404
    slowed = client.get("/calendar/kam_x.ics")
    assert (slowed.status_code, "Retry-After" in slowed.headers) == (429, True)
    assert client.get(path).status_code == 200


def test_what_is_unchanged_is_not_sent_again_and_nothing_is_stored(
    client, cast, hospital
):
    visit = plan(cast, hospital)
    path = a_path(cast.rep)
    first = client.get(path)
    assert "no-store" in first["Cache-Control"]
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    same = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "别的"})
    changed = client.get(path, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


def test_one_chooses_what_it_tells_and_ends_it(signed, cast, hospital):
    visit = plan(cast, hospital, objective="谈付款")
    path = a_path(cast.rep)
    row = Calendar.objects.get()
    answer = signed.post(f"/settings/calendar/{row.pk}/choose", {"tells": "1"})
    assert answer.status_code == 303
    assert events(signed, path)[str(visit.client_id)]["description"] == "谈付款"
    signed.post(f"/settings/calendar/{row.pk}/revoke")
    assert signed.get(path).status_code == 404
    other = make_calendar(actor=cast.colleague, tells=False)[0]
    assert signed.post(f"/settings/calendar/{other.pk}/revoke").status_code == 404
    with pytest.raises(Forbidden):
        revoke_calendar(actor=cast.lead, calendar=other)
    told = Entry.objects.filter(noun="calendar").order_by("pk")
    assert {"calendar.edit", "calendar.revoke"} <= set(
        told.values_list("verb", flat=True)
    )


def test_in_english(client, cast, hospital):
    cast.rep.language = "en"
    cast.rep.save()
    plan(cast, hospital)
    [event] = events(client, a_path(cast.rep)).values()
    assert event["summary"] == "Visit 东湖医院"
    client.force_login(cast.rep)
    assert "Calendar feed" in client.get("/settings/calendar").content.decode()
    client.force_login(cast.trainer)
    assert client.get("/settings/calendar").status_code == 404
