"""A5: what each token may do at each API operation, stated one by one.

The answer to a token is that of its owner and of its scopes, whichever is less. The
table is held against the registry of operations, so an operation without a row fails.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from kam.core.errors import Invalid
from kam.people.models import Token
from kam.people.services import create_token
from kam.web.operations import operations
from tests.permissions.knock import knock, somebody_who_may
from tests.permissions.needs import NEEDS, READ, WRITE
from tests.permissions.samples import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.apart]

TOKENS = {
    "no token": None,
    "no scope": (),
    "read": (READ,),
    "write": (WRITE,),
    "read and write": (READ, WRITE),
}


def without_row(rows):
    """Return the operations that the table forgets, and the rows of none."""
    return {operation.name for operation in operations()} ^ set(rows)


def test_every_operation_has_a_row():
    assert without_row(NEEDS) == set()


def test_control_an_operation_without_a_row_is_noticed():
    rows = {name: scope for name, scope in NEEDS.items() if name != "GET /me"}
    assert without_row(rows) == {"GET /me"}


def secret_of(user, scopes):
    """Make a token with just these scopes; no verb would make one without any."""
    if scopes is None:
        return ""
    token, secret = create_token(actor=None, user=user, name="s", scopes=[READ])
    Token.objects.filter(pk=token.pk).update(scopes=list(scopes))
    return secret


def answer_to(world, name, scopes):
    """Return what a token of somebody who may is answered, and what is right."""
    sample = next(sample for sample in SAMPLES if sample.door == name)
    surface = next(o.surface for o in operations() if o.name == name)
    part = somebody_who_may(sample, surface)
    secret = secret_of(world.cast.everybody()[part], scopes)
    holder = replace(world, secrets={part: secret})
    row = world.row(sample.about, "own") if sample.about else None
    found = knock(holder, part, sample, row)
    if scopes is None:
        return found, {401}
    return found, set(sample.answers) if NEEDS[name] in scopes else {403}


@pytest.mark.parametrize("name", NEEDS)
def test_a_token_does_what_its_scopes_say_and_no_more(world, name, count):
    faults = []
    for called, scopes in TOKENS.items():
        found, wanted = answer_to(world, name, scopes)
        if found.status not in wanted:
            faults.append(f"{called}: {found.status}, expected {sorted(wanted)}")
        if found.status >= 400 and found.written:
            faults.append(f"{called}: wrote {sorted(found.written)}")
    count("token scopes tried", len(TOKENS))
    assert not faults, "\n".join(faults)


def test_control_a_lock_that_ignores_scopes_is_noticed(world, monkeypatch):
    monkeypatch.setattr("kam.people.bearer.within_scope", lambda *_told: None)
    found, wanted = answer_to(world, "GET /accounts", (WRITE,))
    assert found.status == 200
    assert found.status not in wanted


@pytest.mark.parametrize("scopes", [[], ["admin"], ["read", "all"]])
def test_no_token_is_made_with_other_scopes(world, scopes):
    with pytest.raises(Invalid) as refused:
        create_token(actor=None, user=world.cast.rep, name="x", scopes=scopes)
    assert "scopes" in refused.value.fields
