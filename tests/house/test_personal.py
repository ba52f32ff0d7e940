"""I3: every stored field is declared: what it says of a person, or nothing."""

from __future__ import annotations

from django.apps import apps

from kam.privacy.rules.fields import Declared, register


def stored():
    """Return the fields of every model of ours, by its name."""
    common = set(register()["every"].none)
    return {
        model._meta.label: {f.name for f in model._meta.concrete_fields} - common
        for model in apps.get_models()
        if model.__module__.startswith("kam.")
    }


def undeclared(known):
    """Return fields that nobody declared, and declarations of no field."""
    missing = set()
    for label, fields in stored().items():
        declared = known.get(label, Declared(label))
        missing |= {f"{label}.{name}" for name in fields ^ set(declared.all)}
    return missing | {label for label in known if label not in {*stored(), "every"}}


def test_every_field_is_declared_and_nothing_else():
    missing = undeclared(register())
    assert not missing, f"declare in kam/privacy/fields.toml: {sorted(missing)}"


def test_what_says_nothing_of_a_person_is_declared_once():
    for label, declared in register().items():
        others = set(declared.all) - set(declared.none)
        assert not others & set(declared.none), label
        assert len(set(declared.none)) == len(declared.none), label


def test_every_text_of_a_row_about_a_person_is_emptied_removed_or_searched():
    for label, declared in register().items():
        if not declared.link or label == "privacy.Erasure":
            continue
        model = apps.get_model(label)
        texts = {
            f.name
            for f in model._meta.concrete_fields
            if f.get_internal_type() == "TextField"
        }
        assert texts <= {*declared.own, *declared.text, *declared.name}, label


def test_control_a_new_field_is_noticed():
    known = dict(register())
    known["accounts.Person"] = Declared("accounts.Person", name=("name", "name_key"))
    assert undeclared(known) == {"accounts.Person.is_alias", "accounts.Person.title"}
