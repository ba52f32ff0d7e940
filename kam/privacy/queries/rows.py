"""The rows that are about a person, and those whose text may name them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from kam.accounts.models import Person, Stakeholder
from kam.accounts.rules.erased import erased_name
from kam.audit.models import Entry
from kam.privacy.rules.fields import Declared, register
from kam.privacy.rules.needles import Needles, in_a_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import Model, QuerySet

OURS = "privacy.Erasure"
SHORTEST_CONTACT = 5


@dataclass(frozen=True)
class Whom:
    """A person, their places in accounts, and the words that name them."""

    person: Person
    places: Sequence[Stakeholder]
    needles: Needles

    @property
    def ids(self) -> list[int]:
        """The numbers of their places."""
        return [row.pk for row in self.places]

    @property
    def accounts(self) -> list[int]:
        """The numbers of their accounts."""
        return sorted({row.account_id for row in self.places})


def whom(person: Person) -> Whom:
    """Read a person with all their places and every name they were ever given."""
    places = list(
        Stakeholder.objects.filter(person=person)
        .select_related("account__team", "account__owner")
        .order_by("pk")
    )
    words = {person.name, *_earlier("person", [person.pk], ("name",))}
    contacts = {w for row in places for w in (row.phone, row.email)}
    contacts |= {*_earlier("stakeholder", [r.pk for r in places], ("phone", "email"))}
    words |= {word for word in contacts if len(word) >= SHORTEST_CONTACT}
    instead = erased_name(person.pk)
    return Whom(person, places, Needles.of(words - {instead}, instead))


def _earlier(noun: str, pks: Sequence[int], names: Sequence[str]) -> Iterator[str]:
    """Yield what the history says the person was called or reached by."""
    rows = Entry.objects.filter(noun=noun, object_id__in=pks).select_related("detail")
    for entry in rows:
        values = getattr(getattr(entry, "detail", None), "values", {})
        for name in names:
            yield from (v for v in values.get(name, [])[1:] if isinstance(v, str) and v)


def models() -> Iterator[tuple[Declared, type[Model]]]:
    """Yield every declared model of records."""
    for label, declared in register().items():
        if label not in ("every", OURS):
            yield declared, apps.get_model(label)


def rows_of(whom: Whom, declared: Declared, model: type[Model]) -> QuerySet[Any]:
    """Return the rows of a model that point to the person."""
    if model is Person:
        return Person.objects.filter(pk=whom.person.pk)
    found = [
        Q((f"{name}__in", whom.ids))
        if model._meta.get_field(name).related_model is Stakeholder
        else Q((name, whom.person.pk))
        for name in declared.link
    ]
    rows = model._default_manager.all()
    return rows.filter(reduce(or_, found)) if found else rows.none()


def mentions_in(whom: Whom, declared: Declared, model: type[Model]) -> QuerySet[Any]:
    """Return the rows of the person's accounts whose texts name them."""
    rows = model._default_manager.all()
    if not declared.searched or not whom.needles.words:
        return rows.none()
    named = [
        Q((f"{name}__icontains", word))
        for name in declared.text
        for word in whom.needles.words
    ]
    named += [
        Q((f"{name}__icontains", in_a_text(word)))
        for name in declared.json
        for word in whom.needles.words
    ]
    return rows.filter(_here(whom, declared, model), reduce(or_, named))


def _here(whom: Whom, declared: Declared, model: type[Model]) -> Q:
    if declared.apart:
        return Q(pk__in=apart_in(whom, declared, model).values("pk"))
    path = "pk" if model._meta.label == "accounts.Account" else declared.account
    here = Q((f"{path}__in", whom.accounts))
    return here | Q((f"{path}__isnull", True)) if declared.unplaced else here


def apart_in(whom: Whom, declared: Declared, model: type[Model]) -> QuerySet[Any]:
    """Return the rows of territories in which the person's accounts lie."""
    inside = Q((f"{declared.account}__in", whom.accounts))
    return model._default_manager.filter(inside).order_by()
