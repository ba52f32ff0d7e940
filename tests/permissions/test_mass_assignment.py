"""B17: a field that the form does not have changes nothing; the API refuses it.

Every form is sent twice, once as it is and once with every field of every model too:
the records must come out alike. Every API body is sent with each of these fields: 422.
"""

from __future__ import annotations

import json
import re

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import DateTimeField, IntegerField, Max

from tests.api.document import described
from tests.forms import form_of
from tests.permissions.knock import address, filled_page, send, told, undone
from tests.permissions.oracle import reaches
from tests.permissions.samples import SAMPLES
from tests.permissions.test_matrix import surface_of_sample
from tests.permissions.world import thing_of

pytestmark = [pytest.mark.django_db, pytest.mark.apart]

FORMS = [
    s
    for s in SAMPLES
    if " " not in s.door and s.verb == "POST" and not surface_of_sample(s).open
]
BODIES = [o for o in described() if o.body]
# Made anew by every save, or by chance.
FRESH = {
    "digest", "previous", "digests", "values", "client_id", "password", "prefix",
    "place", "object_id", "account_id",
}  # fmt: skip
BOOKKEEPING = {"web.Receipt", "people.SignInTries"}
OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("kam.") and model._meta.label not in BOOKKEEPING
]
FIELDS = sorted(
    {f.name for m in OURS for f in m._meta.concrete_fields}
    | {f.attname for m in OURS for f in m._meta.concrete_fields}
)
# What an attacker would like to become, own, or skip.
WANTED = {
    "role": "administrator", "is_active": "on", "is_staff": "on", "is_superuser": "on",
    "revision": "99", "state": "submitted", "scopes": "write", "username": "taken-over",
}  # fmt: skip
# A team stands with its key in its path and in the name of its chain.
TEAM = re.compile(r"(?<=^team-)\d+$|(?<=/)\d+(?=/)")
OF_TEAM = "people.Team"
CALLERS = ("rep", "lead", "head", "admin", "analyst", "trainer")


def extra(world, known):
    """Return every field of every model that the form does not have."""
    stranger = str(world.cast.stranger.pk)
    return {name: WANTED.get(name, stranger) for name in FIELDS if name not in known}


def tops():
    """Return the newest key of every model: what is above it, a form has made."""
    return {
        m._meta.label: m._default_manager.aggregate(n=Max("pk"))["n"] or 0
        for m in OURS
        if isinstance(m._meta.pk, IntegerField)
    }


def named(field, value, known):
    """Return a value; keys of new rows are alike, a sequence gives none back."""
    if isinstance(value, str) and field.name in {"name", "chain", "path"}:
        return TEAM.sub(lambda m: m[0] if int(m[0]) <= known[OF_TEAM] else "new", value)
    target = field.related_model if field.is_relation else field.model
    is_key = field.is_relation or field.primary_key
    top = known.get(target._meta.label) if is_key else None
    return "new" if top is not None and value is not None and value > top else value


def records(known):
    """Return all records, without what is fresh each time."""
    found = {}
    for model in OURS:
        fields = [
            field
            for field in model._meta.concrete_fields
            if field.name not in FRESH and not isinstance(field, DateTimeField)
        ]
        rows = model._default_manager.order_by("pk")
        found[model._meta.label] = [
            tuple(named(f, v, known) for f, v in zip(fields, row, strict=True))
            for row in rows.values_list(*(f.attname for f in fields))
        ]
    return found


def caller_of(sample):
    surface = surface_of_sample(sample)
    noun, verb = (sample.judged or f"{surface.noun}.{surface.verb}").split(".")
    thing = thing_of("own") if sample.about else None
    return next((p for p in CALLERS if reaches(p, noun, verb, thing)), "rep")


def after(world, sample, part, further):
    """Return what the records are after a form was sent, and undo it."""
    row = world.row(sample.about, "own") if sample.about else None
    url, typed = address(world, sample, row), told(world, sample.typed, row)
    if sample.form:
        target, mark, asked = url.partition("?")
        page = sample_page(world, sample, url, row)
        page += mark + asked if sample.page else ""
        form = form_of(filled_page(world, part, page, target), target)
        typed = form.filled(**typed)
        further = {k: v for k, v in further.items() if k not in form.names}
    known = tops()
    with undone(world, part):
        answer = send(world, part, sample, url, {**further, **typed})
        found = records(known)
    return answer.status_code, found


def sample_page(world, sample, url, row):
    from django.urls import reverse

    path = told(world, sample.path, row) or ({"pk": row.pk} if row else {})
    _path, mark, asked = url.partition("?")
    page = reverse(sample.page, kwargs=path) if sample.page else ""
    return page + mark + asked if sample.page else url


@pytest.mark.parametrize("sample", FORMS, ids=lambda sample: sample.name)
def test_a_field_that_a_form_does_not_have_changes_nothing(world, sample, count):
    part = caller_of(sample)
    known = set(told(world, sample.typed, None) if not callable(sample.typed) else ())
    more = extra(world, known)
    status, plain = after(world, sample, part, {})
    found, changed = after(world, sample, part, more)
    assert found == status
    assert [label for label in plain if changed[label] != plain[label]] == []
    count("foreign fields sent to forms", len(more))


@pytest.mark.parametrize("operation", BODIES, ids=lambda operation: operation.name)
def test_the_api_refuses_every_field_its_document_does_not_name(
    world, operation, count
):
    from tests.api.test_bad_input import call, place_and_body

    url, body = place_and_body(world, operation)
    foreign = [n for n in FIELDS if n not in operation.body.get("properties", {})]
    sent = {**body, **{name: WANTED.get(name, 1) for name in foreign}}
    answer = call(world, operation, url, json.dumps(sent).encode())
    count("foreign fields sent to the API", len(foreign))
    assert answer.status_code == 422
    assert {*foreign} == {*answer.json()["errors"]}
    alone = json.dumps({**body, foreign[0]: 1}).encode()
    assert call(world, operation, url, alone).status_code == 422


def test_control_a_form_that_took_a_foreign_field_would_be_noticed(world):
    known = tops()
    before = records(known)
    with transaction.atomic():
        world.cast.rep.role = "administrator"
        world.cast.rep.save()
        changed = records(known)
        transaction.set_rollback(True)
    world.cast.rep.role = "representative"
    assert changed != before
    assert {"role", "owner_id", "team_id", "revision"} <= {*FIELDS}
