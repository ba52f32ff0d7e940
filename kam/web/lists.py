"""Lists whose state is their address: filters, order and place.

A room writes a `ListForm` with its filters and the orders it offers; `read_list`
turns a query into a `ListState`, and refuses what the form does not know.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

APART = frozenset({"format"})
LONGEST_CURSOR = 600
EMPTY: tuple[object, ...] = (None, "", [], False)


class ListForm(forms.Form):
    """The filters of a list; every field is optional.

    `SORTS` maps the name of an order to its keys, the last of which is unique;
    ``-name`` is the same order backwards.
    """

    SORTS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    USUAL: ClassVar[str] = ""

    sort = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    cursor = forms.CharField(
        required=False, widget=forms.HiddenInput, max_length=LONGEST_CURSOR
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    @property
    def filters(self) -> list[forms.BoundField]:
        """The fields that a person sees in the filter bar."""
        return [bound for bound in self if not bound.is_hidden]


@dataclass(frozen=True)
class ListState:
    """What a list was asked for."""

    filters: Mapping[str, Any]
    sort: str
    order: tuple[str, ...]
    cursor: str

    @property
    def is_filtered(self) -> bool:
        """Whether anything was chosen, so that an empty list says so."""
        return any(map(self.uses, self.filters))

    def uses(self, name: str) -> bool:
        """Say whether a filter was chosen."""
        return self.filters.get(name) not in EMPTY


def _turned(key: str) -> str:
    return key.removeprefix("-") if key.startswith("-") else f"-{key}"


def order_of(form: type[ListForm] | ListForm, sort: str) -> tuple[str, ...]:
    """Return the keys of an order, or refuse an unknown one."""
    keys = form.SORTS.get(sort.removeprefix("-"))
    if keys is None:
        raise Invalid(
            mark("不能按“%(sort)s”排序"),
            fields={"sort": [mark("未知的排序")]},
            sort=sort[:40],
        )
    return tuple(_turned(key) for key in keys) if sort.startswith("-") else keys


def read_list(form: ListForm, query: QueryDict) -> ListState:
    """Read the state of a list from a bound form; what is unknown is refused."""
    unknown = sorted(set(query) - set(form.fields) - APART)
    if unknown:
        raise Invalid(
            mark("地址里有未知的筛选条件“%(name)s”"),
            todo=mark("请回到列表重新筛选"),
            fields={name[:40]: [mark("未知的筛选条件")] for name in unknown},
            name=unknown[0][:40],
        )
    if not form.is_valid():
        raise Invalid(
            mark("筛选条件无效"),
            todo=mark("请回到列表重新筛选"),
            fields={
                name: [str(e) for e in errors] for name, errors in form.errors.items()
            },
        )
    cleaned = dict(form.cleaned_data)
    sort = cleaned.pop("sort") or form.USUAL
    cursor = cleaned.pop("cursor")
    return ListState(
        filters=cleaned, sort=sort, order=order_of(form, sort), cursor=cursor
    )
