"""The history has words for every record, field and verb that the audit can name."""

from __future__ import annotations

import ast
import re

import pytest
from django.apps import apps

from kam.core.models import Record
from kam.desk.pages.history import field_words, noun_words
from kam.desk.queries.naming import field_of
from kam.desk.queries.records import KINDS, RECORDS
from kam.desk.terms import DEEDS, FIELDS
from kam.people.models import User
from tests.house import sources

# Records that no page of history tells: secrets, settings and stored calculations.
WITHOUT_PAGE = {
    "calendar",
    "digestchoice",
    "envelope",
    "erasure",
    "puzzlecheck",
    "token",
    "resetlink",
    "setting",
    "frontierrun",
    "look",
    "cardlook",
    "columnrun",
    "selfrating",
    "import",
    "selfview",
}


def test_every_record_has_a_history_or_is_named_as_one_without(db):
    models = {
        model._meta.model_name
        for model in apps.get_models()
        if issubclass(model, Record)
    }
    assert models == {*KINDS, *WITHOUT_PAGE}
    assert all(noun_words(noun) for noun in KINDS)


def audited_fields():
    """Yield every field that an entry can name."""
    for noun, kept in KINDS.items():
        for field in kept.model._meta.concrete_fields:
            if field.attname not in kept.model.UNAUDITED:
                yield noun, field.attname


@pytest.mark.parametrize(("noun", "name"), list(audited_fields()))
def test_every_field_has_a_label_in_words(noun, name):
    if name == "path":
        return
    assert re.search(r"[\u4e00-\u9fff]", field_words(noun, name)), "add it to FIELDS"
    assert field_of(noun, name) is not None


def test_no_label_is_kept_that_nothing_needs():
    lists = {f.name for kept in KINDS.values() for f in kept.model._meta.many_to_many}
    beside = {"format", "language"}  # As what a document was taken along.
    known = {name for _noun, name in audited_fields()}
    assert set(FIELDS) <= known | lists | beside


def spoken_verbs():
    """Yield the verbs that the services of all rooms write down."""
    nouns = "account|person|stakeholder|visit|action|promise|product|competitor"
    nouns += "|territory|team|user|comparison_set|figure"
    pattern = re.compile(rf"(?:{nouns})\.([a-z_]+)")
    for path in sources.python("kam/"):
        if "tests" in path.parts or "services" not in path.as_posix():
            continue
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                match = pattern.fullmatch(node.value)
                if match:
                    yield match[1]


def test_every_verb_of_the_services_has_words():
    assert set(spoken_verbs()) <= set(DEEDS)
    assert len(set(spoken_verbs())) > 20


def test_records_are_reached_by_their_model_names():
    assert {noun: kept.model._meta.model_name for noun, kept in RECORDS.items()} == {
        noun: noun for noun in RECORDS
    }
    assert RECORDS["user"].model is User
