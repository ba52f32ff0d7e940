"""A photo taken in Chromium without signal, in a tab killed before it leaves."""

from __future__ import annotations

import hashlib
import random

import pytest
from playwright.sync_api import expect

from kam.core.clock import today
from kam.visits.models import Attachment
from kam.visits.services import plan_visit
from kam.visits.shelf import Shelf
from kam.visits.tests.conftest import make_account
from tests.offline.hands import STORE, items, sync, unsent

pytestmark = [pytest.mark.browser, pytest.mark.more]
BEGINNING, END = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", b"\xff\xd9"
PHOTO = BEGINNING + random.Random(7).randbytes(1_200_000) + END  # noqa: S311 - no secret
DIGEST = hashlib.sha256(PHOTO).hexdigest()
PART = "**/visits/files/*"
# One piece of the photo lies in the place of another, as a fault of a device would do.
MUDDLE = f"""
async () => {{
  const db = await {STORE}.shelves();
  const [[id]] = await db.getAllKeys("pieces");
  await db.put("pieces", await db.get("pieces", [id, 0]), [id, 1]);
}}
"""


@pytest.fixture
def visits(cast):
    """Two visits of the day; the photo belongs to the second."""
    account = make_account(cast.rep)
    days = {"day": today("Asia/Shanghai")}
    return [
        plan_visit(actor=cast.rep, account=account, wanted={**days, "start_time": hour})
        for hour in ("09:00", "11:00")
    ]


def takes_a_photo(device, visit):
    """Open the record without signal, take the photo, and kill the tab."""
    device.settled()
    device.signal(on=False)
    page = device.page(f"/visits/{visit.pk}/record")
    photo = {"name": "board.jpg", "mimeType": "image/jpeg", "buffer": PHOTO}
    page.locator("kam-photos input[type=file]").set_input_files(photo)
    expect(page.locator("kam-photos [data-said=kept]")).to_be_visible()
    page.close()
    again = device.page(f"/visits/{visit.pk}/record")
    expect(again.locator("kam-photos [data-name]")).to_have_text("board.jpg")
    return again


def gets_signal(device, page):
    """There is signal, on a line that breaks off once in the middle of the photo."""
    sent = []

    def line(route):
        sent.append(route.request.method)
        breaks = sent[-1] == "PUT" and sent.count("PUT") == 2
        route.abort() if breaks else route.continue_()

    device.context.route(PART, line)
    device.signal(on=True)
    page.close()
    page = device.settled()
    assert [sync(page) for _turn in range(3)][-1] in ("fresh", "same", "done")
    return page


def whole(visit):
    """Say whether the server holds exactly the photo, and at exactly this visit."""
    files = [file for file in Attachment.objects.all() if file.state == "complete"]
    told = [(file.visit_id, Shelf(file.place).digest()) for file in files]
    return told == [(visit.pk, DIGEST)]


def test_a_photo_taken_without_signal_arrives_whole_though_its_tab_was_killed(
    device_of, cast, visits
):
    device = device_of(cast.rep)
    page = takes_a_photo(device, visits[1])
    assert not Attachment.objects.exists()
    page = gets_signal(device, page)
    assert whole(visits[1])
    assert unsent(page) == 0
    assert page.evaluate(f"{STORE}.shelves().then((db) => db.count('pieces'))") == 0


def test_control_a_photo_that_was_muddled_on_the_device_is_not_found_whole(
    device_of, cast, visits
):
    device = device_of(cast.rep)
    page = takes_a_photo(device, visits[1])
    page.evaluate(MUDDLE)
    page = gets_signal(device, page)
    assert not whole(visits[1])
    [item] = items(page)
    assert (item["state"], item["reason"]) == ("refused", "broken")
