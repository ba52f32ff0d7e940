"""The doctor finds a broken audit and a stale search index, and says what to do."""

from __future__ import annotations

import argparse
import json

import pytest
from django.db import connection

from kam.audit.guards import drop_guards
from kam.config.commands.doctor import audit_chain, reindex, search_index
from kam.desk import index
from kam.people.models import Team
from kam.people.services import create_team


def found(check):
    """Return what a check finds, by its name."""
    return {finding.check: finding for finding in check()}


@pytest.fixture
def company(db):
    return create_team(actor=None, name="澄源医疗")


def test_a_whole_audit_is_sound(company):
    findings = found(audit_chain)
    assert all(finding.sound for finding in findings.values())
    assert findings["audit chain"].effective == "1 entries"


def test_an_altered_entry_and_lost_guards_are_found(company):
    drop_guards()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET verb = 'x'")
    findings = found(audit_chain)
    assert not findings["audit chain"].sound
    assert "entry 1 was altered" in findings["audit chain"].effective
    assert not findings["audit guards"].sound


def test_a_whole_index_is_sound(db):
    assert all(finding.sound for finding in found(search_index).values())


def test_a_stale_index_is_found_and_filled_anew(company, capsys):
    from kam.accounts.models import Account

    index.drop_triggers()
    Account.objects.create(name="东湖", name_key="东湖", team=Team.objects.get())
    findings = found(search_index)
    assert findings["search index"].effective == "account: 0 of 1"
    assert not findings["search index"].sound
    assert not findings["search triggers"].sound
    assert reindex(argparse.Namespace(json=True)) == 0
    assert json.loads(capsys.readouterr().out)["account"] == 1
    assert all(finding.sound for finding in found(search_index).values())
    assert reindex(argparse.Namespace(json=False)) == 0
    assert capsys.readouterr().out == "account: 1, person: 0, visit: 0\n"
