"""The list of accounts: filters, orders, and how many people are known in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kam.accounts.models import Account, Stakeholder
from kam.accounts.rules.threads import ENOUGH
from kam.core.text import clean_text, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kam.people.models import User

AT_ONCE = 500
FEW = 10


@dataclass(frozen=True)
class Known:
    """How many active people are known, and in how many layers."""

    people: int = 0
    layers: int = 0

    @property
    def is_single_thread(self) -> bool:
        """The rule of `threads.single_thread`, from the two counts."""
        return self.layers < ENOUGH


NOBODY = Known()


def accounts_matching(user: User, filters: Mapping[str, Any]) -> QuerySet[Account]:
    """Return the accounts in sight that match the filters of the list."""
    rows: QuerySet[Account] = Account.objects.visible_to(user)
    rows = rows.filter(archived_at__isnull=not filters.get("archived"))
    for name, field in (
        ("kind", "kind"),
        ("size", "size_class"),
        ("owner", "owner"),
        ("team", "team"),
        ("territory", "territory"),
    ):
        if filters.get(name):
            rows = rows.filter(**{field: filters[name]})
    if text := filters.get("q"):
        rows = rows.filter(_named(clean_text(text)))
    if filters.get("risk"):
        rows = rows.annotate(known_layers=_count("layer")).filter(
            known_layers__lt=ENOUGH
        )
    return rows.select_related("owner", "team", "territory")


def _named(text: str) -> Q:
    """Look into what every reader of the list may read: name and city."""
    found = Q(name__icontains=text) | Q(city__icontains=text)
    key = name_key(text)
    return found | Q(name_key__contains=key) if key else found


def _count(field: str) -> Coalesce:
    """Count the people of an account, or with `layer` their layers."""
    people = Stakeholder.objects.active().filter(account=OuterRef("pk"))
    if field == "layer":
        people = people.exclude(layer="")
    counted = people.order_by().values("account").annotate(
        n=Count(field, distinct=field == "layer")
    )  # fmt: skip
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def known_in(account_ids: Iterable[int]) -> dict[int, Known]:
    """Return how many people are known in each account; one statement."""
    rows = (
        Stakeholder.objects.active()
        .filter(account_id__in=set(account_ids))
        .order_by()
        .values("account_id")
        .annotate(
            people=Count("pk"),
            layers=Count("layer", distinct=True, filter=~Q(layer="")),
        )
        .values_list("account_id", "people", "layers")
    )
    return {pk: Known(people, layers) for pk, people, layers in rows}


def every_match(
    user: User, filters: Mapping[str, Any], order: Iterable[str]
) -> Iterator[tuple[Account, Known]]:
    """Yield all matching accounts in an order, for a file; memory does not grow."""
    rows = accounts_matching(user, filters).annotate(
        n_people=_count("pk"), n_layers=_count("layer")
    )
    ordered = rows.order_by(*(_null_last(key) for key in order))
    for row in ordered.iterator(chunk_size=AT_ONCE):
        yield row, Known(row.n_people, row.n_layers)


def _null_last(key: str) -> Any:
    field = F(key.removeprefix("-"))
    return field.desc(nulls_last=True) if key[0] == "-" else field.asc(nulls_last=True)


def names_like(user: User, text: str) -> list[str]:
    """Return a few names of accounts in sight that hold a text; one statement."""
    clean = clean_text(text.strip())
    if not clean:
        return []
    rows = Account.objects.visible_to(user).active().filter(name__icontains=clean)
    return list(rows.order_by("name").values_list("name", flat=True)[:FEW])
