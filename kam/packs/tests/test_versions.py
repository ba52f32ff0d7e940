"""Versions of a pack: written, put in force, taken back."""

from __future__ import annotations

import pytest

from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid, NotFound, Stale
from kam.packs.models import Pack
from kam.packs.queries import current_pack, current_packs, edition_of, editions_of
from kam.packs.rules.shipped import shipped
from kam.packs.services import VersionDraft, put_in_force, save_version, versions

pytestmark = pytest.mark.django_db


def reworded(text="回述：听到的是……", **further):
    raw = shipped("pfp").as_json()
    raw["prompts"][0]["text"] = {"zh": text, "en": ""}
    return VersionDraft(raw, change_note="换了说法", **further)


def written(actor, **further):
    return save_version(actor=actor, key="pfp", draft=reworded(**further))


def test_what_nobody_changed_is_the_shipped_pack(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert current_pack("flow") == shipped("flow")


def test_a_version_is_used_only_when_it_is_put_in_force(
    cast, django_assert_num_queries
):
    row = written(cast.trainer)
    assert (row.number, row.in_force) == (2, False)
    assert current_pack("pfp") == shipped("pfp")
    assert put_in_force(actor=cast.trainer, key="pfp", version=2) == 1
    with django_assert_num_queries(1):
        assert current_pack("pfp").prompts[0].text.zh == "回述：听到的是……"
    assert put_in_force(actor=cast.trainer, key="pfp", version=1) == 2
    assert current_pack("pfp") == shipped("pfp")


def test_one_version_is_in_force_and_all_stay(cast):
    written(cast.trainer, in_force=True)
    written(cast.admin, in_force=True, newest=2)
    found = editions_of(cast.rep, "pfp")
    told = [(e.version, e.in_force, e.author) for e in found]
    names = (cast.admin.name, cast.trainer.name)
    assert told == [(3, True, names[0]), (2, False, names[1]), (1, False, "")]
    assert edition_of(found).version == 3
    assert [e.version for e in current_packs(cast.rep)] == [1, 3, 1, 1, 1, 1]


def test_two_editors_are_told_of_each_other(cast):
    written(cast.trainer, newest=1)
    with pytest.raises(Stale):
        written(cast.admin, newest=1)
    with pytest.raises(Stale):
        put_in_force(actor=cast.admin, key="pfp", version=2, known=2)
    assert Pack.objects.count() == 1
    assert written(cast.admin, newest=2).number == 3


def test_who_writes_the_same_number_a_moment_later_is_told(cast, monkeypatch):
    written(cast.trainer)
    truth = versions._newest
    answers = iter([1])
    monkeypatch.setattr(versions, "_newest", lambda key: next(answers, truth(key)))
    with pytest.raises(Stale):
        written(cast.admin, newest=1)
    assert Pack.objects.count() == 1


def test_only_trainers_and_administrators_write(cast):
    for part in ("rep", "lead", "head", "analyst"):
        with pytest.raises(Forbidden):
            written(getattr(cast, part))
        with pytest.raises(Forbidden):
            put_in_force(actor=getattr(cast, part), key="pfp", version=1)
    cast.trainer.is_active = False
    with pytest.raises(Forbidden):
        written(cast.trainer)
    assert not Pack.objects.exists()


def test_what_is_no_pack_leaves_nothing(cast):
    broken = VersionDraft({**shipped("pfp").as_json(), "steps": []})
    with pytest.raises(Invalid):
        save_version(actor=cast.trainer, key="pfp", draft=broken)
    other = VersionDraft(shipped("pup").as_json())
    with pytest.raises(Invalid):
        save_version(actor=cast.trainer, key="pfp", draft=other)
    long = VersionDraft(shipped("pfp").as_json(), change_note="x" * 201)
    with pytest.raises(Invalid):
        save_version(actor=cast.trainer, key="pfp", draft=long)
    with pytest.raises(NotFound):
        save_version(actor=cast.trainer, key="card", draft=reworded())
    with pytest.raises(NotFound):
        put_in_force(actor=cast.trainer, key="pfp", version=2)
    assert not Pack.objects.exists()
    assert not Entry.objects.filter(noun="pack").exists()


def test_every_change_is_written_down(cast):
    written(cast.trainer, in_force=True)
    put_in_force(actor=cast.admin, key="pfp", version=1)
    rows = Entry.objects.filter(noun="pack").order_by("position")
    assert [(row.verb, row.actor_id) for row in rows] == [
        ("pack.write", cast.trainer.pk),
        ("pack.put_in_force", cast.trainer.pk),
        ("pack.put_aside", cast.admin.pk),
    ]
    assert "digest" in rows[0].digests
    assert "document" not in rows[0].digests
