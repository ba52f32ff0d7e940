"""Everything held of a person, and erasing them, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kam.config.commands.opening import open_product
from kam.core.errors import NotFound
from kam.core.text import mark

if TYPE_CHECKING:
    import argparse

    from kam.accounts.models import Person


def export_person(chosen: argparse.Namespace) -> int:
    """Write what is held of a person as JSON and as readable text."""
    open_product()
    from kam.privacy.queries import told  # noqa: PLC0415 - needs set-up
    from kam.privacy.services import readable  # noqa: PLC0415 - needs set-up

    held = told(None, _person(chosen.id))
    chosen.to.mkdir(parents=True, exist_ok=True)
    files = {
        "json": json.dumps(held, ensure_ascii=False, indent=1),
        "txt": readable(held),
    }
    for kind, text in files.items():
        path = chosen.to / f"person-{chosen.id}.{kind}"
        path.write_text(text, encoding="utf-8")
        print(path)
    return 0


def erase(chosen: argparse.Namespace) -> int:
    """Erase a person, or everybody again whom a restored backup brought back."""
    open_product()
    from kam.privacy.services import erase_person, replay  # noqa: PLC0415 - set-up

    if chosen.replay:
        done = replay(chosen.list)
        print(json.dumps([receipt.person_id for receipt in done]))
        return 0
    if chosen.id is None or chosen.name is None:
        raise NotFound(mark("请写编号和 --name 姓名"))
    person = _person(chosen.id)
    receipt = erase_person(actor=None, person=person, typed=chosen.name)
    print(json.dumps({"person_id": receipt.person_id, **receipt.counts}))
    return 0


def _person(pk: int) -> Person:
    from kam.accounts.models import Person  # noqa: PLC0415 - needs set-up

    found = Person.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
