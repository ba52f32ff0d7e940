"""Arranging the lists of stages, reasons and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from kam.audit import changes
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.policies import require
from kam.pipeline.models import Criterion, Reason, Stage
from kam.pipeline.policies import may_arrange_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User

W = TypeVar("W", Stage, Reason, Criterion)
EDITABLE = frozenset({"name", "place", "is_active", "engages", "is_must", "likelihood"})


def add_word(
    *, actor: User | None, model: type[W], code: str, wanted: Mapping[str, object]
) -> W:
    """Add a stage, a reason or a criterion."""
    require(may_arrange_words(actor))
    changes.refuse_unknown(wanted, EDITABLE)
    row = model(code=code, **changes.tidied(model(), wanted))
    return changes.create(actor=actor, row=row, verb=f"{changes.noun_of(row)}.create")


def edit_word(
    *,
    actor: User | None,
    word: W,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> W:
    """Rename, move or put away a line; the last one in use stays."""
    require(may_arrange_words(actor))
    changes.refuse_unknown(wanted, EDITABLE)
    model = type(word)
    with transaction.atomic():
        others = model.objects.select_for_update().active().exclude(pk=word.pk)
        if wanted.get("is_active") is False and not list(others):
            said = mark("至少要留一项在用")
            raise Invalid(fields={"is_active": [said]})
        return changes.change(
            actor=actor,
            row=word,
            wanted=wanted,
            before=before,
            verb=f"{changes.noun_of(word)}.edit",
        )
