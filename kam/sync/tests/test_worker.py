"""The service worker and the manifest: whole, checked, and with nothing personal."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from kam.sync import build

pytestmark = pytest.mark.django_db


def told(text):
    found = re.match(r"self\.kam = (\{.*\});\n", text)
    return json.loads(found[1])


def test_the_worker_is_open_and_asked_for_again_at_every_visit(client):
    answer = client.get("/service-worker.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert told(answer.content.decode())["build"] == build.build()


def test_every_asset_the_worker_checks_has_the_content_it_is_told(client):
    assets = told(client.get("/service-worker.js").content.decode())["assets"]
    assert "/static/kam/dist/app.css" in assets
    for path, digest in assets.items():
        found = Path(finders.find(path.removeprefix("/static/")))
        assert hashlib.sha256(found.read_bytes()).hexdigest() == digest


def test_a_change_of_the_shell_is_a_new_build(monkeypatch, tmp_path):
    before = build.build()
    changed = tmp_path / "shell.html"
    changed.write_text("new")
    sources = [*build._sources(), changed]
    monkeypatch.setattr(build, "_sources", lambda: iter(sources))
    assert build.build.__wrapped__() != before


@pytest.mark.parametrize(
    ("language", "name"), [("zh-CN", "绩效先锋"), ("en", "Performance Frontier")]
)
def test_the_manifest_speaks_the_readers_language(client, language, name):
    answer = client.get("/manifest.webmanifest", headers={"accept-language": language})
    manifest = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["display"]) == (name, "standalone")
    for icon in manifest["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
