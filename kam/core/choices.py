"""Reading a choice as people write it: its code, or its label in either language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from kam.core.errors import Invalid
from kam.core.marking import mark

if TYPE_CHECKING:
    from django.db.models import TextChoices


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def spellings(choices: type[TextChoices]) -> dict[str, str]:
    """Return the value of each spelling: codes, and labels in every language."""
    known = {_folded(value): value for value in choices.values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for value, label in choices.choices:
                known.setdefault(_folded(str(label)), value)
    return known


def read_choice(choices: type[TextChoices], text: object, field: str) -> str:
    """Return the value somebody wrote, or say what may be written."""
    bare = _folded(str(text or ""))
    if not bare:
        return ""
    found = spellings(choices).get(bare)
    if found is None:
        raise Invalid(
            fields={field: [mark("不认识“%(given)s”，可写：%(known)s")]},
            given=str(text)[:40],
            known=" / ".join(str(label) for label in choices.labels),
        )
    return found
