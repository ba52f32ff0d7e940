"""Files of an erased person: which go, and when."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.db import transaction

from kam.core.clock import today
from kam.privacy.services import erase_person, sweep
from kam.privacy.tests.conftest import NAME
from kam.visits.services import FileDraft, announce_file, plan_visit, receive_part
from kam.visits.shelf import Shelf

pytestmark = pytest.mark.django_db


def held(visit, name, content):
    digest = hashlib.sha256(content).hexdigest()
    draft = FileDraft(name, "", len(content), digest)
    row = announce_file(actor=visit.owner, visit=visit, draft=draft)
    return receive_part(actor=visit.owner, file=row, offset=0, content=content)


def test_photos_of_their_visits_go_and_files_that_name_them(
    cast, account, head, django_capture_on_commit_callbacks
):
    day = today("Asia/Shanghai")
    met, apart = (
        plan_visit(
            actor=cast.rep, account=account, wanted={"day": day, "people": people}
        )
        for people in ([head.pk], [])
    )
    gone = [
        held(met, "face.jpg", b"\xff\xd8\xff face"),
        held(apart, "a.txt", f"找{NAME}".encode("gb18030")),
        held(apart, f"{NAME}.txt", b"x"),
    ]
    stays = held(apart, "b.txt", "找别人".encode())
    with django_capture_on_commit_callbacks(execute=True):
        receipt = erase_person(actor=cast.lead, person=head.person, typed=NAME)
        assert all(Shelf(row.place).path.exists() for row in gone)
    assert receipt.counts["files"] == 3
    assert receipt.leftovers == []
    for row in gone:
        row.refresh_from_db()
        assert (row.state, row.name) == ("erased", "已清除")
        assert not Shelf(row.place).path.exists()
    stays.refresh_from_db()
    assert stays.is_complete
    assert Shelf(stays.place).path.exists()


def test_files_go_only_once_the_erasing_stands_and_a_stop_leaves_none(
    cast, account, head
):
    wanted = {"day": today("Asia/Shanghai"), "people": [head.pk]}
    visit = plan_visit(actor=cast.rep, account=account, wanted=wanted)
    row = held(visit, "face.jpg", b"\xff\xd8\xff face")
    path = Shelf(row.place).path

    def fail():
        with transaction.atomic():
            erase_person(actor=cast.lead, person=head.person, typed=NAME)
            raise OSError(NAME)

    with pytest.raises(OSError, match=NAME):
        fail()
    row.refresh_from_db()
    assert row.is_complete
    assert path.exists()
    # The server stops right after the commit: its callbacks do not run.
    erase_person(actor=cast.lead, person=head.person, typed=NAME)
    unknown = path.with_name("f" * 32)
    unknown.write_bytes(b"of a newer backup")
    assert path.exists()
    assert sweep() == 2
    assert not path.exists()
    assert unknown.exists()
    assert sweep() == 0


def test_a_file_that_only_begins_like_a_document_stops_no_erasing(cast, account, head):
    def packed(flags):
        book = io.BytesIO()
        with zipfile.ZipFile(book, "w") as parts:
            parts.writestr("word/document.xml", "别人")
        content = book.getvalue()
        at = content.index(b"PK\x01\x02") + 8
        return content[:at] + flags + content[at + 2 :]

    day = today("Asia/Shanghai")
    visit = plan_visit(actor=cast.rep, account=account, wanted={"day": day})
    rows = []
    for flags in (b"\x01\x00", b"\x20\x00", b"\x00\x00"):
        content = packed(flags)
        digest = hashlib.sha256(content).hexdigest()
        draft = FileDraft("a.docx", "", len(content), digest)
        row = announce_file(actor=cast.rep, visit=visit, draft=draft)
        rows.append(receive_part(actor=cast.rep, file=row, offset=0, content=content))
    erase_person(actor=cast.lead, person=head.person, typed=NAME)
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["erased", "erased", "complete"]
