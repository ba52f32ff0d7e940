"""R1: every URL and every API operation has a sample, and every sample a door."""

from __future__ import annotations

from kam.web.operations import operations
from kam.web.surfaces import doors
from tests.permissions.methods import methods_of
from tests.permissions.samples import SAMPLES


def standing():
    """Every door of the pages."""
    return list(doors())


def ways_in():
    pages = {
        f"{method} {door.name}"
        for door in standing()
        for method in methods_of(door.view)
    }
    return pages | {operation.name for operation in operations()}


def unlisted(ways, samples):
    return sorted(ways - {sample.name for sample in samples})


def test_every_door_has_a_sample():
    missing = unlisted(ways_in(), SAMPLES)
    assert not missing, "unlisted surface: add a line to tests/permissions/samples.py"


def test_every_door_says_which_methods_it_takes():
    silent = [door.name for door in standing() if not methods_of(door.view)]
    assert silent == [], "decorate the view with require_safe, require_POST, …"


def test_every_sample_has_a_door():
    assert sorted({sample.name for sample in SAMPLES} - ways_in()) == []


def test_control_an_unlisted_door_is_noticed():
    assert unlisted({"GET accounts:new-page"}, SAMPLES) == ["GET accounts:new-page"]


def test_control_the_methods_of_a_door_are_read():
    from django.views.decorators.http import require_http_methods, require_POST

    from kam.web.surfaces import surface

    def view(request):
        return None

    assert methods_of(view) == set()
    assert methods_of(require_POST(view)) == {"POST"}
    named = surface("page", "see")(require_http_methods(["GET", "HEAD"])(view))
    assert methods_of(named) == {"GET"}
