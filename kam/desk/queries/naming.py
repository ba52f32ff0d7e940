"""Saying stored values: a key becomes the name of what it points to.

Names of colleagues, teams and territories stand on every record beside them; an
account, a person or a visit is named only to who sees it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kam.accounts.models import Account, Person, Stakeholder
from kam.catalog.models import Product
from kam.desk.queries.records import KINDS
from kam.desk.terms import Veil
from kam.people.models import Team, Territory, User
from kam.people.scopes import hidden_fields
from kam.performance.models import ComparisonSet
from kam.pipeline.models import Criterion, Reason, Stage
from kam.visits.models import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Field, Model, QuerySet

Valued = tuple[str, str, tuple[Any, Any]]


def related_to(field: Field | None) -> type[Model] | None:
    """Return the model a key points to."""
    found = field.related_model if field is not None and field.is_relation else None
    return found if isinstance(found, type) else None


def field_of(noun: str, name: str) -> Field | None:
    """Return the model field behind a name of an entry."""
    kept = KINDS.get(noun)
    found = kept.model._meta.concrete_fields if kept else ()
    return next((field for field in found if field.attname == name), None)


def place_of(noun: str, name: str) -> int:
    """Return where a field stands in its record; unknown ones come last."""
    kept = KINDS.get(noun)
    names = [f.attname for f in kept.model._meta.concrete_fields] if kept else []
    return names.index(name) if name in names else len(names)


class Names:
    """The names of everything that some entries point to, one statement a kind."""

    def __init__(self, user: User, valued: Iterable[Valued]) -> None:
        wanted: dict[type[Model], set[int]] = defaultdict(set)
        for noun, name, pair in valued:
            related = related_to(field_of(noun, name))
            if related is not None:
                wanted[related] |= {pk for pk in pair if isinstance(pk, int)}
        self._names = {
            model: _named(user, model, pks) for model, pks in wanted.items() if pks
        }

    def of(self, noun: str, name: str, value: Any) -> Any:
        """Return what a stored value is called; plain values stay."""
        related = related_to(field_of(noun, name))
        if related is None or not isinstance(value, int):
            return value
        return self._names.get(related, {}).get(value, Veil.RESTRICTED)


def _named(user: User, model: type[Model], pks: set[int]) -> dict[int, str]:
    rows = model._default_manager.filter(pk__in=pks)
    if model in _PLAIN:
        return dict(rows.values_list("pk", _PLAIN[model]))
    if model in (Stage, Reason, Criterion):
        return {row.pk: str(row) for row in rows}
    if model in (Account, Visit):
        seen = model._default_manager.visible_to(user).filter(pk__in=pks)
        name = "name" if model is Account else "day"
        return {pk: str(value) for pk, value in seen.values_list("pk", name)}
    return _people(user, model, rows)


def _people(user: User, model: type[Model], rows: QuerySet) -> dict[int, str]:
    """People of a record that is seen; their names unless these are hidden."""
    if model not in (Person, Stakeholder) or "name" in hidden_fields(
        user, "stakeholder"
    ):
        return {}
    name = "name" if model is Person else "person__name"
    return dict(rows.values_list("pk", name))


_PLAIN: dict[type[Model], str] = {
    User: "name",
    Team: "name",
    Territory: "code",
    ComparisonSet: "name",
    Product: "name",
}
