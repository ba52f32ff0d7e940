"""What is taken out of a photo: everything but the picture and which way up it is."""

from __future__ import annotations

import contextlib
import hashlib
import time
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kam.core.errors import Invalid
from kam.visits.models import Attachment
from kam.visits.queries.files import open_file
from kam.visits.rules import files
from kam.visits.rules.photos import PHOTOS, UnreadableError, exif, pieces_of, written
from kam.visits.services import (
    FileDraft,
    announce_file,
    clear_arrived,
    receive_part,
    retract_file,
)
from kam.visits.shelf import Shelf
from kam.visits.tests import photos
from kam.visits.tests.steps import plan, record_url

MADE = {
    files.JPEG: photos.jpeg(),
    files.PNG: photos.png(),
    files.WEBP: photos.webp(),
    files.HEIC: photos.heic(),
}


def cleaned(content, media_type, chunk=64):
    return b"".join(written(content, pieces_of(content, media_type), chunk))


@pytest.mark.parametrize("media_type", sorted(MADE))
def test_no_photo_tells_where_it_was_taken(media_type):
    content = MADE[media_type]
    assert photos.PLACE in content
    clean = cleaned(content, media_type)
    assert b"SECRET" not in clean
    assert b"film" not in clean
    assert files.begins_as(clean[: files.HEAD], media_type)
    # Taking out once more finds nothing: what is kept is a whole photo.
    assert cleaned(clean, media_type) == clean


@pytest.mark.parametrize("way", range(1, 9))
@pytest.mark.parametrize("order", "><")
def test_a_photo_stays_the_way_up_it_was(way, order):
    clean = cleaned(photos.jpeg(way, order), files.JPEG)
    start = clean.find(exif.HEAD)
    assert (start > 0) is (way != 1)
    assert exif.orientation(clean[start:] if way != 1 else b"") == way
    turned = cleaned(photos.webp(way), files.WEBP)
    assert bool(turned[20] & 8) is (way != 1)
    assert not turned[20] & 4
    assert len(turned) == int.from_bytes(turned[4:8], "little") + 8
    assert (b"eXIf" in cleaned(photos.png(way), files.PNG)) is (way != 1)


def test_a_picture_is_kept_byte_for_byte():
    clean = cleaned(photos.jpeg(), files.JPEG)
    assert clean.count(photos.DRAWN) == 2
    assert b"ICC_PROFILE" in clean
    assert b"Adobe" in clean
    assert clean.endswith(b"\xff\xd9")
    at, names = 8, []
    png = cleaned(photos.png(), files.PNG)
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        told = png[at + 4 : at + 8 + length]
        assert zlib.crc32(told) == int.from_bytes(png[at + 8 + length :][:4], "big")
        names.append(told[:4])
        at += 12 + length
    assert names == [b"IHDR", b"eXIf", b"gAMA", b"IDAT", b"IEND"]
    heic = cleaned(photos.heic(), files.HEIC)
    assert len(heic) == len(photos.heic())
    assert photos.DRAWN[:300] in heic
    assert b"irot" in heic


@pytest.mark.parametrize("media_type", sorted(MADE))
@given(st.data())
def test_whatever_comes_is_cleaned_or_refused_and_never_stays_open(media_type, data):
    content = bytearray(MADE[media_type])
    for _flip in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(
            st.integers(1, 255)
        )
    cut = bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        clean = cleaned(cut, media_type)
    except UnreadableError:
        return
    assert len(clean) <= len(cut) + 64


@given(st.sampled_from(sorted(PHOTOS)), st.binary(max_size=400))
@example(files.HEIC, photos.heic(method=2))
def test_what_is_no_photo_is_refused(media_type, content):
    with pytest.raises(UnreadableError):
        pieces_of(content, media_type)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (files.JPEG, b"\xff\xd8" + b"\xff\xfe\x00\x02" * 1_000_000),
        (files.JPEG, b"\xff\xd8" + b"\xff" * 4_000_000),
        (files.JPEG, b"\xff\xd8\xff\xda\x00\x02" + b"\xff" * 4_000_000),
        (files.PNG, photos.png()[:33] + photos.chunk(b"tEXt", b"") * 300_000),
        (files.HEIC, photos.box(b"free", b"") * 500_000),
    ],
)
def test_a_photo_made_to_keep_the_server_busy_ends_at_once(media_type, content):
    start = time.process_time()
    with contextlib.suppress(UnreadableError):
        cleaned(content, media_type, chunk=1 << 20)
    assert time.process_time() - start < 1


def announced(cast, visit, content, media_type):
    digest = hashlib.sha256(content).hexdigest()
    draft = FileDraft("p", media_type, len(content), digest)
    return announce_file(actor=cast.rep, visit=visit, draft=draft)


def sent(cast, row, content, offset=0):
    return receive_part(actor=cast.rep, file=row, offset=offset, content=content)


@pytest.mark.django_db
class TestStored:
    """What becomes of a photo that is sent."""

    @pytest.fixture
    def visit(self, cast, hospital):
        return plan(cast, hospital)

    @pytest.fixture
    def row(self, cast, visit):
        return announced(cast, visit, photos.jpeg(), files.JPEG)

    def test_the_sent_digest_is_checked_and_the_stored_one_is_of_what_lies_there(
        self, cast, row, django_capture_on_commit_callbacks
    ):
        photo = photos.jpeg()
        with pytest.raises(Invalid):
            sent(cast, row, bytes(len(photo)))
        sent(cast, row, photo[:1000])
        with django_capture_on_commit_callbacks(execute=True):
            done = sent(cast, row, photo[1000:], 1000)
        clean = cleaned(photo, files.JPEG)
        assert done.sha256 == hashlib.sha256(photo).hexdigest()
        assert done.stored_sha256 == hashlib.sha256(clean).hexdigest()
        assert done.stored_size == len(clean)
        assert done.traces == "gone"
        with open_file(done) as file:
            assert file.read() == clean
        assert not Shelf(row.place, arriving=True).path.exists()
        # The last part once more, because its answer was lost.
        assert sent(cast, row, photo[1000:], 1000).is_complete
        with open_file(done) as file:
            assert file.read() == clean

    def test_what_cannot_be_read_stays_and_says_so(self, cast, visit, client):
        odd = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
        other = announced(cast, visit, odd, files.JPEG)
        done = sent(cast, other, odd)
        assert (done.traces, done.stored_sha256) == ("kept", done.sha256)
        client.force_login(cast.rep)
        page = client.get(record_url(visit)).content.decode()
        assert "可能还有拍摄地点" in page
        assert "截一张图再加上" in page
        retract_file(actor=cast.rep, file=done)
        row = announced(cast, visit, photos.jpeg(), files.JPEG)
        assert sent(cast, row, photos.jpeg()).traces == "gone"
        page = client.get(record_url(visit)).content.decode()
        assert "可能还有拍摄地点" not in page

    def test_a_text_is_kept_as_it_came(self, cast, visit):
        done = sent(cast, announced(cast, visit, b"hello", files.TEXT), b"hello")
        assert (done.traces, done.stored_size) == ("", 5)

    def test_a_stop_after_the_file_was_kept_leaves_nothing_for_long(
        self, cast, visit, row
    ):
        """The callbacks of the commit do not run here, as when the server stops."""
        late = announced(cast, visit, b"hello", files.TEXT)
        sent(cast, late, b"he")
        sent(cast, row, photos.jpeg())
        left = Shelf(row.place, arriving=True).path
        assert photos.PLACE in left.read_bytes()
        assert clear_arrived() == 1
        assert not left.exists()
        # What is still on its way stays (control).
        assert sent(cast, late, b"llo", 2).is_complete
        assert Attachment.objects.filter(state="complete").count() == 2
