"""A person whose name stands in every text column: ``canary WORD [erase]``.

The first builds a company through services and writes the word into every declared text
of the person's account, each time with its history; the second erases the person.
"""

from __future__ import annotations

import json
import sys
from datetime import date

import django


def main(word: str, *, erase: bool) -> None:
    """Build or erase, and print how many visits there are."""
    django.setup()
    from django.db import connection

    from kam.accounts.models import Person
    from kam.visits.models import Visit

    if erase:
        from kam.privacy.services import erase_person

        person = Person.objects.get(name=word)
        counts = erase_person(actor=None, person=person, typed=word).counts
    else:
        counts = build(word)
    print(json.dumps({"visits": Visit.objects.count(), **counts}))
    connection.close()


def build(word: str) -> dict[str, int]:
    """Write the word everywhere; return how many fields of each model hold it."""
    from kam.transfer.services import begin_check, execute, upload
    from kam.web.models import Receipt
    from tests.cast import build_cast
    from tests.company import build_holding

    cast = build_cast()
    holding = build_holding("own", cast.rep)
    content = f"Account,Name\n{holding.account.name},{word}\nNowhere,{word}\n".encode()
    record = upload(
        actor=cast.rep, kind="stakeholders", name=f"{word}.csv", content=content
    )
    execute(begin_check(actor=cast.rep, record=record))
    Receipt.objects.create(
        user=cast.rep, key="k", route="/", digest="d", status=201, body=f'"{word}"'
    )
    return fill(word, holding.stakeholder)


# Some texts stand only in a record that has ended.
ENDED = {"plans.Plan": {"state": "closed", "closed_on": date(2026, 3, 2)}}


def fill(word: str, place) -> dict[str, int]:
    """Write the word into every declared text of the person's account."""
    from kam.accounts.models import Person
    from kam.audit import changes
    from kam.privacy.queries.rows import models, rows_of, whom

    person = changes.change(
        actor=None,
        row=place.person,
        wanted={"name": word, "title": f"t {word}"},
        verb="person.edit",
    )
    filled = {}
    for declared, model in models():
        if model is Person or not declared.own + declared.text:
            continue
        theirs = rows_of(whom(person), declared, model)
        path = {"accounts.Account": "pk"}.get(model._meta.label, declared.account)
        for row in model._default_manager.filter(**{path: place.account_id}):
            mine = theirs.filter(pk=row.pk).exists()
            names = {*declared.text, *(declared.own if mine else ())}
            wanted = texts(model, names, word) | ENDED.get(model._meta.label, {})
            changes.change(actor=None, row=row, wanted=wanted, verb="x.edit")
            filled[model._meta.label] = len(wanted)
    assert person.name == word
    return filled


def texts(model, names, word: str) -> dict[str, str]:
    """Return a text with the word for every text column."""
    kinds = {"TextField", "CharField", "EmailField"}
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.name in names
        and field.name != "name_key"
        and not field.choices
        and field.get_internal_type() in kinds
    ]
    return {
        f.name: f"{word}@example.cn" if f.name == "email" else f"x {word} y"
        for f in fields
    }


if __name__ == "__main__":
    main(sys.argv[1], erase="erase" in sys.argv)
