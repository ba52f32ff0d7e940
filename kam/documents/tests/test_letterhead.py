"""The company template: who changes it, what it takes, and that documents carry it."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid, Stale
from kam.documents.models import Letterhead
from kam.documents.press import FORMATS, printed
from kam.documents.press.pdf import picture
from kam.documents.queries import company_look
from kam.documents.rules.colours import contrast, rgb
from kam.documents.rules.logo import drawn_anew
from kam.documents.services import edit_letterhead
from kam.documents.tests.reading import parts_of, words_of
from kam.documents.tests.samples import paper
from kam.people.services import create_token

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect/></svg>'


def drawn(kind: str = "PNG", size: tuple[int, int] = (300, 90), **further) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(written, kind, **further)
    return written.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says it is enormous."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = (b"IHDR" + head, b"IDAT" + zlib.compress(b"\0" * 99), b"IEND")
    told = (
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one))
        for one in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


def test_documents_carry_name_colours_logo_and_footer(cast):
    edit_letterhead(
        actor=cast.admin,
        wanted={"company": "远山医疗", "footer": "仅供内部", "primary": "#7A1F5C"},
        picture=drawn("JPEG"),
    )
    look = company_look()
    assert look.primary == rgb("#7a1f5c")
    for ending in FORMATS:
        made = printed(paper(), look, ending)
        if ending != "pdf":
            said = b"".join(parts_of(made).values()).lower()
            assert b"7a1f5c" in said
            assert [name for name in parts_of(made) if "/media/" in name]
        if ending != "xlsx":  # There the footer stands in the print settings.
            assert "仅供内部" in words_of(made, ending)
    page = Image.open(io.BytesIO(picture(paper(), look))).convert("RGB")
    colours = [colour for _count, colour in page.getcolors(1 << 24) or []]
    assert any(abs(r - 200) + abs(g - 30) + abs(b - 30) < 12 for r, g, b in colours)
    assert len(pypdfium2.PdfDocument(printed(paper(), look, "pdf"))) == 1


def test_only_administrators_change_it(cast):
    for user in (cast.rep, cast.lead, cast.analyst, cast.trainer):
        with pytest.raises(Forbidden):
            edit_letterhead(actor=user, wanted={"footer": "x"})
    assert not Letterhead.objects.exists()


def test_a_change_is_audited_without_the_picture_itself(cast):
    edit_letterhead(actor=cast.admin, wanted={"footer": "仅供内部"}, picture=drawn())
    entry = Entry.objects.get(verb="letterhead.edit")
    assert set(entry.detail.values) == {
        "footer",
        "logo_digest",
        "logo_width",
        "logo_height",
    }
    edit_letterhead(actor=cast.admin, wanted={}, picture=b"")
    row = Letterhead.objects.get()
    assert bytes(row.logo) == b""
    assert row.logo_digest == ""


def test_what_somebody_else_changed_meanwhile_is_told(cast):
    edit_letterhead(actor=cast.admin, wanted={"footer": "甲"})
    with pytest.raises(Stale):
        edit_letterhead(
            actor=cast.admin, wanted={"footer": "乙"}, before={"footer": ""}
        )


@pytest.mark.parametrize(
    "colour", ["#ffee00", "#ffffff", "red", "#12345", "url(x)", ""]
)
def test_a_colour_nobody_can_read_is_refused(cast, colour):
    with pytest.raises(Invalid) as refused:
        edit_letterhead(actor=cast.admin, wanted={"primary": colour})
    assert "primary" in refused.value.fields
    assert not Letterhead.objects.exists()


def test_contrast_is_that_of_the_guidelines():
    assert contrast((0, 0, 0)) == pytest.approx(21)
    assert contrast((255, 255, 255)) == pytest.approx(1)
    assert contrast((0x76, 0x76, 0x76)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"GIF89a" + b"\0" * 40,
        b"%PDF-1.7",
        b"",
        drawn()[:60],
        bomb(),
        drawn(size=(8, 8)),
        b"\x89PNG" + b"\0" * 1_000_001,
    ],
    ids=["svg", "gif", "pdf", "empty", "cut", "bomb", "tiny", "large"],
)
def test_what_is_no_small_picture_is_refused_in_words(content):
    with pytest.raises(Invalid) as refused:
        drawn_anew(content)
    assert refused.value.fields["picture"]


def test_a_logo_is_drawn_anew_and_small():
    from PIL.PngImagePlugin import PngInfo

    hidden = PngInfo()
    hidden.add_text("Comment", "secret place")
    told = drawn(size=(3_000, 900), pnginfo=hidden) + b"<script>tail</script>"
    logo = drawn_anew(told)
    assert (logo.width, logo.height) == (1_200, 360)
    assert b"secret" not in logo.content
    assert b"script" not in logo.content
    assert logo.content.startswith(b"\x89PNG")


def test_the_page_takes_a_logo_and_keeps_what_was_typed(client, cast):
    client.force_login(cast.admin)
    url = reverse("documents:letterhead")
    typed = {
        "company": "远山",
        "footer": "f",
        "primary": "#0057b8",
        "accent": "#b45309",
    }
    svg = SimpleUploadedFile("logo.png", SVG, "image/png")
    answer = client.post(url, {**typed, "picture": svg})
    assert answer.status_code == 422
    assert "远山" in answer.content.decode()
    assert "SVG" in answer.content.decode()

    png = SimpleUploadedFile("logo.png", drawn(), "image/png")
    assert client.post(url, {**typed, "picture": png}).status_code == 303
    assert company_look().logo_size == (300, 90)
    typed["opened"] = client.get(url).context["form"].initial["opened"]
    assert client.post(url, {**typed, "no_picture": "on"}).status_code == 303
    assert company_look().logo == b""

    bad = client.post(url, {**typed, "primary": "#ffff00"})
    assert bad.status_code == 422
    assert "#ffff00" in bad.content.decode()


def test_the_specimen_comes_in_both_languages_and_every_format(client, cast):
    client.force_login(cast.admin)
    url = reverse("documents:preview")
    assert client.get(url)["Content-Type"] == "image/png"
    for ending, one in FORMATS.items():
        answer = client.get(url, {"format": ending}, HTTP_ACCEPT_LANGUAGE="en")
        assert answer["Content-Type"] == one.media_type
        assert "filename*=UTF-8''" in answer["Content-Disposition"]
        assert b"".join(answer.streaming_content)
    assert client.get(url, {"format": "exe"}).status_code == 422


def test_the_api_reads_and_changes_it(client, cast):
    admin = cast.admin
    scopes = ["read", "write"]
    secret = create_token(actor=admin, user=admin, name="x", scopes=scopes)[1]
    head = {"Authorization": f"Bearer {secret}"}
    read = client.get("/api/v1/letterhead", headers=head)
    assert read.json()["footer"] == ""
    body = {"footer": "仅供内部", "picture": base64.b64encode(drawn()).decode()}

    def patched(told, tag):
        return client.patch(
            "/api/v1/letterhead",
            told,
            content_type="application/json",
            headers={**head, "If-Match": tag},
        )

    done = patched(body, read["ETag"])
    assert done.status_code == 200
    assert done.json()["logo_width"] == 300
    assert patched({"footer": "x"}, '"99"').status_code == 412
    assert patched({"picture": "%%%"}, done["ETag"]).status_code == 422
    assert patched({"logo": "x"}, done["ETag"]).status_code == 422
