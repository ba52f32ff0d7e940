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
from tests.permissions.samples import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.apart]

READ, WRITE = "read", "write"
NEEDS = {
    "GET /accounts": READ,
    "POST /accounts": WRITE,
    "GET /accounts/{pk}": READ,
    "PATCH /accounts/{pk}": WRITE,
    "GET /actions": READ,
    "POST /actions": WRITE,
    "GET /actions/{pk}": READ,
    "PATCH /actions/{pk}": WRITE,
    "GET /visits/{pk}/quotes": READ,
    "POST /quotes/{pk}/retract": WRITE,
    "POST /quotes/{pk}/restore": WRITE,
    "GET /files/{pk}": READ,
    "GET /files/{pk}/content": READ,
    "POST /files/{pk}/restore": WRITE,
    "POST /files/{pk}/retract": WRITE,
    "PUT /files/{pk}/content": WRITE,
    "GET /visits/{pk}/files": READ,
    "POST /visits/{pk}/files": WRITE,
    "GET /behaviour": READ,
    "GET /behaviour/{pk}": READ,
    "GET /figures": READ,
    "POST /figures": WRITE,
    "GET /figures/{pk}": READ,
    "PATCH /figures/{pk}": WRITE,
    "GET /frontier": READ,
    "POST /frontier": WRITE,
    "GET /frontier/{pk}": READ,
    "GET /judgements": READ,
    "POST /judgements": WRITE,
    "GET /judgements/{pk}": READ,
    "PATCH /judgements/{pk}": WRITE,
    "GET /lines": READ,
    "POST /lines": WRITE,
    "GET /lines/{pk}": READ,
    "PATCH /lines/{pk}": WRITE,
    "GET /ties": READ,
    "POST /ties": WRITE,
    "GET /ties/{pk}": READ,
    "PATCH /ties/{pk}": WRITE,
    "GET /roles": READ,
    "POST /roles": WRITE,
    "GET /roles/{pk}": READ,
    "PATCH /roles/{pk}": WRITE,
    "GET /me": READ,
    "GET /observations": READ,
    "POST /observations": WRITE,
    "GET /observations/{pk}": READ,
    "PATCH /observations/{pk}": WRITE,
    "GET /letterhead": READ,
    "PATCH /letterhead": WRITE,
    "GET /packs": READ,
    "GET /packs/{key}": READ,
    "GET /packs/{key}/versions": READ,
    "GET /packs/{key}/versions/{version}": READ,
    "POST /packs/{key}/versions": WRITE,
    "PUT /packs/{key}/in-force": WRITE,
    "GET /places": READ,
    "POST /places": WRITE,
    "GET /places/{pk}": READ,
    "PATCH /places/{pk}": WRITE,
    "GET /problems": READ,
    "POST /problems": WRITE,
    "GET /problems/{pk}": READ,
    "PATCH /problems/{pk}": WRITE,
    "GET /cards": READ,
    "POST /cards": WRITE,
    "GET /cards/{pk}": READ,
    "PATCH /cards/{pk}": WRITE,
    "GET /claims": READ,
    "POST /claims": WRITE,
    "GET /claims/{pk}": READ,
    "PATCH /claims/{pk}": WRITE,
    "POST /claims/{pk}/moves": WRITE,
    "PATCH /claims/{pk}/moves/{move_pk}": WRITE,
    "GET /messages": READ,
    "POST /messages": WRITE,
    "GET /messages/{pk}": READ,
    "PATCH /messages/{pk}": WRITE,
    "GET /resources": READ,
    "POST /resources": WRITE,
    "GET /resources/{pk}": READ,
    "GET /resources/{pk}/free": READ,
    "PATCH /resources/{pk}": WRITE,
    "GET /bookings": READ,
    "POST /bookings": WRITE,
    "GET /bookings/{pk}": READ,
    "PATCH /bookings/{pk}": WRITE,
    "POST /bookings/{pk}/withdraw": WRITE,
    "POST /bookings/{pk}/resubmit": WRITE,
    "POST /bookings/{pk}/use": WRITE,
    "POST /bookings/{pk}/reopen": WRITE,
    "POST /bookings/{pk}/cancel": WRITE,
    "POST /bookings/{pk}/rebook": WRITE,
    "POST /bookings/{pk}/approve": WRITE,
    "POST /bookings/{pk}/refuse": WRITE,
    "POST /bookings/{pk}/reconsider": WRITE,
    "GET /steps/{pk}/bookings": READ,
    "POST /steps/{pk}/bookings": WRITE,
    "GET /blueprints": READ,
    "POST /blueprints": WRITE,
    "GET /blueprints/{pk}": READ,
    "PATCH /blueprints/{pk}": WRITE,
    "POST /blueprints/{pk}/submit": WRITE,
    "POST /blueprints/{pk}/withdraw": WRITE,
    "POST /blueprints/{pk}/amend": WRITE,
    "POST /blueprints/{pk}/approve": WRITE,
    "POST /blueprints/{pk}/send-back": WRITE,
    "POST /blueprints/{pk}/undo": WRITE,
    "GET /blueprints/{pk}/sections": READ,
    "GET /blueprints/{pk}/versions": READ,
    "GET /blueprints/{pk}/versions/{number}": READ,
    "GET /blueprints/{pk}/compare": READ,
    "GET /blueprints/{pk}/objectives": READ,
    "POST /blueprints/{pk}/objectives": WRITE,
    "GET /objectives/{pk}": READ,
    "PATCH /objectives/{pk}": WRITE,
    "DELETE /objectives/{pk}": WRITE,
    "POST /objectives/{pk}/restore": WRITE,
    "GET /blueprints/{pk}/remarks": READ,
    "POST /blueprints/{pk}/remarks": WRITE,
    "POST /remarks/{pk}/settle": WRITE,
    "POST /remarks/{pk}/reopen": WRITE,
    "GET /blueprints/{pk}/reviews": READ,
    "POST /blueprints/{pk}/reviews": WRITE,
    "GET /reviews/{pk}": READ,
    "GET /reviews/{pk}/findings": READ,
    "POST /reviews/{pk}/findings": WRITE,
    "POST /reviews/{pk}/close": WRITE,
    "GET /blueprints/{pk}/handouts": READ,
    "POST /blueprints/{pk}/handouts": WRITE,
    "DELETE /handouts/{pk}": WRITE,
    "GET /outlines": READ,
    "GET /outlines/{number}": READ,
    "POST /outlines": WRITE,
    "POST /outlines/{number}/use": WRITE,
    "GET /plans": READ,
    "POST /plans": WRITE,
    "GET /plans/{pk}": READ,
    "PATCH /plans/{pk}": WRITE,
    "POST /plans/{pk}/activate": WRITE,
    "POST /plans/{pk}/redraft": WRITE,
    "POST /plans/{pk}/close": WRITE,
    "POST /plans/{pk}/reopen": WRITE,
    "GET /plans/{pk}/steps": READ,
    "POST /plans/{pk}/steps": WRITE,
    "GET /steps/{pk}": READ,
    "PATCH /steps/{pk}": WRITE,
    "POST /steps/{pk}/finish": WRITE,
    "POST /steps/{pk}/drop": WRITE,
    "POST /steps/{pk}/reopen": WRITE,
    "GET /steps/{pk}/visits": READ,
    "POST /steps/{pk}/visits": WRITE,
    "DELETE /steps/visits/{pk}": WRITE,
    "POST /steps/visits/{pk}/restore": WRITE,
    "POST /steps/visits/{pk}/finish": WRITE,
    "POST /steps/visits/{pk}/leave": WRITE,
    "POST /steps/visits/{pk}/unsay": WRITE,
    "GET /opportunities": READ,
    "POST /opportunities": WRITE,
    "GET /opportunities/stages": READ,
    "GET /opportunities/reasons": READ,
    "GET /opportunities/{pk}": READ,
    "PATCH /opportunities/{pk}": WRITE,
    "GET /opportunities/{pk}/moves": READ,
    "POST /opportunities/{pk}/stage": WRITE,
    "POST /opportunities/{pk}/win": WRITE,
    "POST /opportunities/{pk}/lose": WRITE,
    "POST /opportunities/{pk}/reopen": WRITE,
    "GET /calibration": READ,
    "GET /placements": READ,
    "POST /placements": WRITE,
    "GET /placements/criteria": READ,
    "GET /placements/accounts/{pk}": READ,
    "GET /placements/accounts/{pk}/fence": READ,
    "GET /placements/accounts/{pk}/screening": READ,
    "POST /placements/accounts/{pk}/screening": WRITE,
    "GET /placements/{pk}": READ,
    "POST /placements/{pk}/undo": WRITE,
    "GET /purchases": READ,
    "POST /purchases": WRITE,
    "GET /purchases/rhythm": READ,
    "GET /purchases/{pk}": READ,
    "PATCH /purchases/{pk}": WRITE,
    "GET /products": READ,
    "POST /products": WRITE,
    "GET /products/{pk}": READ,
    "PATCH /products/{pk}": WRITE,
    "GET /promises": READ,
    "POST /promises": WRITE,
    "GET /promises/{pk}": READ,
    "PATCH /promises/{pk}": WRITE,
    "GET /visits/{pk}/probes": READ,
    "POST /visits/{pk}/probes": WRITE,
    "PATCH /visits/{pk}/probes/{probe}": WRITE,
    "PUT /visits/{pk}/probes/{probe}/heard": WRITE,
    "POST /visits/{pk}/probes/{probe}/rounds": WRITE,
    "POST /sync/push": WRITE,
    "GET /envelopes": READ,
    "GET /envelopes/{pk}": READ,
    "GET /notices": READ,
    "POST /notices/read": WRITE,
    "POST /notices/put-off": WRITE,
    "GET /notices/digest": READ,
    "PATCH /notices/digest": WRITE,
    "GET /handovers": READ,
    "GET /handovers/{pk}": READ,
    "POST /handovers/{pk}/confirm": WRITE,
    "GET /questions": READ,
    "POST /questions": WRITE,
    "GET /questions/{pk}": READ,
    "PATCH /questions/{pk}": WRITE,
    "PUT /questions/{pk}/answer": WRITE,
    "POST /questions/{pk}/askings": WRITE,
    "GET /stakeholders": READ,
    "POST /stakeholders": WRITE,
    "GET /stakeholders/{pk}": READ,
    "PATCH /stakeholders/{pk}": WRITE,
    "GET /territories": READ,
    "POST /territories": WRITE,
    "GET /territories/{pk}": READ,
    "PATCH /territories/{pk}": WRITE,
    "GET /visits": READ,
    "POST /visits": WRITE,
    "POST /visits/record": WRITE,
    "GET /visits/{pk}": READ,
    "PATCH /visits/{pk}": WRITE,
    "GET /visits/{pk}/amendments": READ,
    "POST /visits/{pk}/amendments": WRITE,
    "POST /visits/{pk}/cancel": WRITE,
    "POST /visits/{pk}/carry": WRITE,
    "POST /visits/{pk}/draft": WRITE,
    "POST /visits/{pk}/restore": WRITE,
    "POST /visits/{pk}/review": WRITE,
    "POST /visits/{pk}/submit": WRITE,
}
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
