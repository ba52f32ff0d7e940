"""Erasing a person: it cannot be undone, and it leaves a receipt without names."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from kam.accounts.models import Person
from kam.accounts.rules.erased import erased_key
from kam.audit.services import Deed, record
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark, name_key
from kam.people.policies import require
from kam.privacy.models import Erasure
from kam.privacy.policies import may_erase
from kam.privacy.queries.rows import whom
from kam.privacy.services.copies import (
    Leftovers,
    clear_attachments,
    clear_imports,
    clear_runs,
    empty_answers,
    empty_history,
    ours_of,
    scrub,
)
from kam.privacy.services.overwriting import overwrite
from kam.privacy.services.sweeping import remove_files

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.privacy.queries.rows import Whom

LIST = "erasures.jsonl"


def erase_person(*, actor: User | None, person: Person, typed: str) -> Erasure:
    """Overwrite everything that tells who somebody is; `typed` repeats their name."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        about = whom(locked)
        _require(actor, about, typed)
        receipt = carry_out(actor, about)
        transaction.on_commit(partial(_keep, receipt))
    transaction.on_commit(scrub)
    return receipt


def _require(actor: User | None, about: Whom, typed: str) -> None:
    seen = [may_erase(actor, row.account) for row in about.places]
    require(any(seen) or actor is None)
    if not all(seen):
        raise Invalid(
            mark("这个人还在您管不到的客户里"),
            todo=mark("请管得到全部这些客户的上级来清除"),
        )
    if name_key(typed) != name_key(about.person.name):
        raise Invalid(fields={"typed": [mark("和姓名不一样，什么都没有清除")]})


def carry_out(actor: User | None, about: Whom) -> Erasure:
    """Overwrite rows and copies inside a transaction, and write the receipt.

    Files go only once all of that is sure to stand.
    """
    ours = ours_of(about)
    left: Leftovers = []
    digest = erased_key(about.person.name, settings.SECRET_KEY)
    counts = {
        "history": empty_history(about, ours),
        "answers": empty_answers(about),
        "imports": clear_imports(about, left),
        "runs": clear_runs(about),
        "files": clear_attachments(about, left),
        "places": len(about.places),
        **overwrite(about),
    }
    team_id = about.places[0].account.team_id if about.places else None
    deed = Deed("person.erase", "person", about.person.pk, team_id=team_id)
    record(actor=actor, deed=deed)
    receipt = Erasure(
        person_id=about.person.pk,
        digest=digest,
        actor=actor,
        team_id=team_id,
        counts=counts,
        leftovers=left,
    )
    receipt.save()
    transaction.on_commit(partial(remove_files, receipt))
    return receipt


def list_of_erasures() -> Path:
    """Return the file that outlives a restored database."""
    return Path(settings.MEDIA_ROOT) / LIST


def _keep(receipt: Erasure) -> None:
    path = list_of_erasures()
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {"person_id": receipt.person_id, "at": now().isoformat()}
    with path.open("a", encoding="utf-8") as lines:
        lines.write(f"{json.dumps(told)}\n")
