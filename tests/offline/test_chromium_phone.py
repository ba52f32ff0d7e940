"""A phone in real Chromium: killed while it writes, without room, with a long queue."""

from __future__ import annotations

import contextlib
import json
from datetime import timedelta

import pytest
from playwright.sync_api import Error

from kam.core.clock import today
from kam.visits.tests.conftest import make_account
from tests.offline.hands import KEEPER, PUSH, STORE, items, plan, stored, sync, unsent

pytestmark = pytest.mark.browser
more = pytest.mark.more
TURNS = [pytest.param(3, marks=more), pytest.param(100, marks=pytest.mark.soak)]

PHOTO = f"""
([visit, size]) => {{
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65536)
    crypto.getRandomValues(bytes.subarray(at, at + 65536));
  const photo = {{ name: "a.jpg", type: "image/jpeg", bytes: bytes.buffer }};
  return {STORE}.files.attach(visit, photo).then(() => "kept", (error) => error.name);
}}
"""
# Says every item that is safely kept; whatever was said must be there afterwards.
WRITE = f"""
async ([account, day]) => {{
  const store = {STORE};
  for (let n = 0; ; n += 1) {{
    const wanted = {{ day, objective: `note ${{n}}` }};
    await store.add("visit.plan", {{ account, wanted }});
    console.log(`kept note ${{n}}`);
  }}
}}
"""
MANY = f"""
async ([account, day, count]) => {{
  const add = (n) => {STORE}.add("visit.plan",
    {{ account, wanted: {{ day, objective: `note ${{n}}` }} }});
  for (let n = 0; n < count; n += 50)
    await Promise.all(Array.from({{ length: 50 }}, (_, at) => add(n + at)));
}}
"""


@pytest.fixture
def account(cast):
    return make_account(cast.rep).pk


def day_of(zone):
    """Return tomorrow where the person lives: London's date may be yesterday there."""
    return (today(zone) + timedelta(days=1)).isoformat()


@pytest.mark.parametrize("turns", TURNS)
def test_what_was_said_to_be_kept_survives_kill_9(phone, cast, account, turns):
    kept: list[str] = []
    device = phone.open()
    device.sign_in(cast.rep)
    device.settled()
    for _turn in range(turns):
        page = device.settled()
        device.context.route(PUSH, lambda route: route.abort())
        page.on("console", lambda said: kept.append(said.text))
        wanted = json.dumps([account, day_of(cast.rep.time_zone)])
        page.evaluate(f"void ({WRITE})({wanted})")
        page.wait_for_timeout(700)
        phone.kill()
        with contextlib.suppress(Error):
            device.context.close()
        device = phone.open()
        device.sign_in(cast.rep)
    page = device.settled()
    said = [text.removeprefix("kept ") for text in kept if text.startswith("kept note")]
    here = [item["wanted"]["objective"] for item in items(page)]
    assert len(said) > 20
    assert not set(said) - set(here)
    assert all(here.count(text) >= said.count(text) for text in set(said))


@more
def test_without_room_the_text_is_kept_and_the_photo_refused(phone, cast, account):
    device = phone.open()
    device.sign_in(cast.rep)
    blank = device.context.new_page()
    session = device.context.new_cdp_session(blank)
    room = {"origin": device.url, "quotaSize": 3_000_000}
    session.send("Storage.overrideQuotaForOrigin", room)
    page = device.settled()
    item = plan(page, account, "the text")
    assert page.evaluate(PHOTO, [item["id"], 8_000_000]) == "NoRoom"
    assert [one["kind"] for one in items(page)] == ["visit.plan"]
    sync(page)
    assert stored() == ["the text"]


@more
def test_a_long_queue_on_a_bad_line_goes_on_where_it_broke_off(phone, cast, account):
    device = phone.open()
    device.sign_in(cast.rep)
    page = device.settled()
    pushed = []
    device.context.route(PUSH, lambda route: route.abort())
    page.evaluate(MANY, [account, day_of(cast.rep.time_zone), 400])
    device.context.unroute(PUSH)
    broken = {3, 6}

    def line(route):
        pushed.append(json.loads(route.request.post_data))
        route.abort() if len(pushed) in broken else route.continue_()

    device.context.route(PUSH, line)
    session = device.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 200}
    speed = {"downloadThroughput": 50_000, "uploadThroughput": 50_000}
    session.send("Network.emulateNetworkConditions", {**slow, **speed})
    ends = [sync(page) for _turn in range(3)]
    assert ends[:2] == ["later", "later"]
    assert [len(batch["items"]) for batch in pushed] == [50] * 10
    assert (unsent(page), len(stored())) == (0, 400)
    assert page.evaluate(f"{KEEPER}.outcome") in ("fresh", "same")
