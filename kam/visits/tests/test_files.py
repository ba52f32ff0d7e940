"""Photos and files of a visit: nothing foreign gets in, no byte is lost or doubled."""

from __future__ import annotations

import hashlib
import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid, NotFound, TooLarge
from kam.people.services import change_setting
from kam.visits.models import Attachment
from kam.visits.queries.files import files_of, open_file
from kam.visits.rules import files
from kam.visits.services import (
    FileDraft,
    Misplaced,
    announce_file,
    find_or_announce,
    receive_part,
    restore_file,
    retract_file,
)
from kam.visits.shelf import Shelf
from kam.visits.tests.steps import note, plan

pytestmark = pytest.mark.django_db
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20


def draft_of(content=PHOTO, name="p.jpg", media_type="image/jpeg", **changes):
    digest = hashlib.sha256(content).hexdigest()
    told = {"name": name, "media_type": media_type, "size": len(content)}
    return FileDraft(**{**told, "sha256": digest, **changes})


@pytest.fixture
def visit(cast, hospital):
    return plan(cast, hospital)


def announced(cast, visit, content=PHOTO, **changes):
    return announce_file(
        actor=cast.rep, visit=visit, draft=draft_of(content, **changes)
    )


def send(cast, row, content, offset=0):
    return receive_part(actor=cast.rep, file=row, offset=offset, content=content)


def read(row):
    with open_file(row) as opened:
        return opened.read()


def test_parts_in_order_make_the_file_and_each_may_come_twice(cast, visit):
    row = announced(cast, visit)
    assert (
        announce_file(
            actor=cast.rep, visit=visit, draft=draft_of(client_id=row.client_id)
        ).pk
        == row.pk
    )
    half = len(PHOTO) // 2
    send(cast, row, PHOTO[:half])
    send(cast, row, PHOTO[:half])
    with pytest.raises(Misplaced) as refused:
        send(cast, row, PHOTO[half:], offset=half + 1)
    assert refused.value.offset == half
    row = send(cast, row, PHOTO[half:], offset=half)
    assert row.is_complete
    assert send(cast, row, PHOTO[half:], offset=half).is_complete
    assert read(row) == PHOTO
    verbs = Entry.objects.filter(noun="attachment").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == ["attachment.announce", "attachment.complete"]


def test_a_part_written_before_a_crash_is_written_again(cast, visit):
    row = announced(cast, visit)
    Shelf(row.place).write(0, b"torn" * 30)
    assert send(cast, row, PHOTO).is_complete
    assert Shelf(row.place).digest() == row.sha256


def test_a_file_that_differs_from_its_announcement_begins_anew(cast, visit):
    row = announced(cast, visit)
    with pytest.raises(Invalid, match="没有收下"):
        send(cast, row, PHOTO[:-1] + b"!")
    row.refresh_from_db()
    assert (row.received, row.state) == (0, "incomplete")
    assert send(cast, row, PHOTO).is_complete
    page = b"<html><script>alert(1)</script>"
    disguised = announced(cast, visit, page)
    with pytest.raises(Invalid) as refused:
        send(cast, disguised, page)
    assert refused.value.fields == {"content": [files.OTHER_TYPE]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "x.svg", "media_type": "image/svg+xml"}, "media_type"),
        ({"name": "x.exe", "media_type": "application/octet-stream"}, "media_type"),
        ({"size": 0}, "size"),
        ({"sha256": "zz"}, "sha256"),
    ],
)
def test_what_may_not_come_is_refused_before_a_byte(cast, visit, changes, field):
    with pytest.raises(Invalid) as refused:
        announced(cast, visit, **changes)
    assert list(refused.value.fields) == [field]
    assert not Attachment.objects.exists()


def test_size_and_number_are_the_companys(cast, visit):
    with pytest.raises(TooLarge):
        announced(cast, visit, size=20 * files.MEGABYTE + 1)
    change_setting(actor=cast.admin, key=files.MOST_FILES.key, value=1)
    row = announced(cast, visit)
    with pytest.raises(Invalid) as refused:
        announced(cast, visit)
    assert refused.value.params["limit"] == 1
    retract_file(actor=cast.rep, file=row)
    announced(cast, visit)


def test_only_its_author_sends_and_strangers_find_nothing(cast, hospital, visit):
    row = announced(cast, visit)
    with pytest.raises(Forbidden):
        receive_part(actor=cast.lead, file=row, offset=0, content=PHOTO)
    with pytest.raises(Forbidden):
        announce_file(actor=cast.stranger, visit=visit, draft=draft_of())
    assert files_of(cast.analyst, visit) == []
    client = Client()
    client.force_login(cast.stranger)
    door = reverse("visits:file-parts", args=[row.client_id])
    assert client.put(door, PHOTO, headers={"Upload-Offset": "0"}).status_code == 404
    with pytest.raises(Invalid):
        announce_file(
            actor=cast.lead, visit=visit, draft=draft_of(client_id=row.client_id)
        )


def test_a_file_taken_back_comes_back_within_a_week(cast, visit):
    row = send(cast, announced(cast, visit), PHOTO)
    gone = retract_file(actor=cast.rep, file=row)
    with pytest.raises(NotFound):
        open_file(gone)
    with pytest.raises(Invalid):
        send(cast, gone, PHOTO)
    assert read(restore_file(actor=cast.rep, file=gone)) == PHOTO


def test_the_doors_resume_and_answer_as_json(cast, visit, signed):
    told = draft_of()
    form = {"key": uuid4(), "name": told.name, "type": told.media_type}
    form |= {"size": told.size, "sha256": told.sha256}
    begun = signed.post(reverse("visits:file-announce", args=[visit.pk]), form)
    door = begun.json()["url"]
    again = signed.post(
        reverse("visits:file-announce", args=[visit.pk]), {**form, "key": uuid4()}
    )
    assert again.json()["id"] == begun.json()["id"]
    part = {"content_type": "application/octet-stream"}
    first = signed.put(door, PHOTO[:100], headers={"Upload-Offset": "0"}, **part)
    assert first.json()["offset"] == 100
    wrong = signed.put(door, PHOTO[50:], headers={"Upload-Offset": "50"}, **part)
    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, "100")
    assert signed.head(door)["Upload-Offset"] == "100"
    for bad in ("", "-1", "x", "9" * 30, "１"):
        refused = signed.put(door, b"", headers={"Upload-Offset": bad}, **part)
        assert refused.status_code == 422
        assert json.loads(refused.content)["errors"]["offset"]
    large = signed.put(
        door, bytes(files.LARGEST_PART + 1), headers={"Upload-Offset": "100"}, **part
    )
    assert large.status_code == 413
    last = signed.put(door, PHOTO[100:], headers={"Upload-Offset": "100"}, **part)
    assert last.json()["state"] == "complete"
    told = Client().put(door, b"")
    assert (told.status_code, told["Content-Type"]) == (401, "application/problem+json")
    assert Client().get(door).status_code == 401


def test_a_download_is_saved_and_runs_nothing(cast, visit, signed):
    row = send(cast, announced(cast, visit, name='a"/../沈\u202e.jpg'), PHOTO)
    answer = signed.get(reverse("visits:file", args=[row.client_id]))
    assert b"".join(answer) == PHOTO
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert row.name == "沈.jpg"


def test_files_are_sent_whole_without_script_even_to_a_locked_record(
    cast, hospital, signed
):
    visit = note(cast, hospital)
    url = reverse("visits:files", args=[visit.pk])
    photos = [
        SimpleUploadedFile("a.jpg", PHOTO, "image/jpeg"),
        SimpleUploadedFile("b.txt", "记录".encode(), "text/plain"),
    ]
    assert signed.post(url, {"photos": photos}).status_code == 303
    assert [row.state for row in files_of(cast.rep, visit)] == ["complete"] * 2
    bad = [
        SimpleUploadedFile("c.txt", b"fine", "text/plain"),
        SimpleUploadedFile("d.pdf", b"no pdf", "application/pdf"),
    ]
    assert signed.post(url, {"photos": bad}).status_code == 422
    assert Attachment.objects.count() == 2
    assert signed.post(url, {}).status_code == 422


def test_the_same_photo_chosen_again_goes_on(cast, visit):
    row = announced(cast, visit)
    send(cast, row, PHOTO[:10])
    again = find_or_announce(actor=cast.rep, visit=visit, draft=draft_of())
    assert (again.pk, again.received) == (row.pk, 10)


@given(st.binary(max_size=80))
def test_plain_text_never_opens_as_a_page(head):
    told = files.begins_as(b"  <!DOCTYPE html>" + head, files.TEXT)
    assert not told
    assert not files.begins_as(b"a\x00" + head, files.TEXT)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_type_is_one_of_the_list_or_none(claimed, name):
    assert files.type_of(claimed, name) in {*files.TYPES, ""}
