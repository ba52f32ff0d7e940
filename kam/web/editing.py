"""Forms over a record that others may change meanwhile.

The form carries the values it was opened with (signed). The service merges them
with what is stored now; where both sides changed one field, the form is drawn
again (409) with a choice for that field, and everything else stays as typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, cast, runtime_checkable

from django import forms
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext

from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import QueryDict

    from kam.core.errors import Stale
    from kam.core.models import Record

SALT = "kam.web.editing"
MINE = "mine"


class _Json:
    """Signed values as JSON that knows days, times and UUIDs."""

    def dumps(self, obj: object) -> bytes:
        return DjangoJSONEncoder(separators=(",", ":")).encode(obj).encode()

    def loads(self, text: bytes) -> Any:
        return signing.JSONSerializer().loads(text)


@dataclass(frozen=True)
class Conflict:
    """One field that both sides changed."""

    name: str
    label: str
    before: str
    mine: str
    theirs: str


@runtime_checkable
class Colliding(Protocol):
    """A form that can be drawn again with what somebody else stored meanwhile."""

    def collide(self, error: Stale) -> None:
        """Prepare the form for its second drawing."""


class EditForm(forms.ModelForm):
    """A form over a record; `wanted` and `before` are what the service is given.

    `APART` names fields that are no column of the record, each with the way to read
    what is stored: the people of a visit, say.
    """

    APART: ClassVar[Mapping[str, Callable[[Any], object]]] = {}

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: list[Conflict] = []
        self.initial["opened"] = self._signed(self._stored())

    @property
    def homes(self) -> tuple[Record, ...]:
        """The records this form edits; where two have a field, the first counts."""
        return (self.instance,)

    def _homes(self) -> dict[str, tuple[Record, Any]]:
        """The record and the model field of each field in this form, by its name."""
        found: dict[str, tuple[Record, Any]] = {}
        for home in self.homes:
            for known in home._meta.concrete_fields:
                if known.name in self.fields:
                    found.setdefault(known.name, (home, known))
        return found

    @property
    def names(self) -> dict[str, str]:
        """The attribute of each model field in this form, by the field's name."""
        found = {n: known.attname for n, (_home, known) in self._homes().items()}
        found |= {name: name for name in self.APART}
        return {n: found[n] for n in self.fields if n in found}

    def _stored(self) -> dict[str, object]:
        pairs = self._homes().values()
        values = {known.attname: getattr(home, known.attname) for home, known in pairs}
        if self.instance.pk is None:
            return values
        apart = {n: read(self.instance) for n, read in self.APART.items()}
        return {**values, **{n: v for n, v in apart.items() if n in self.fields}}

    def _signed(self, values: Mapping[str, object]) -> str:
        told = {"pk": self.instance.pk, "values": dict(values)}
        return signing.dumps(told, salt=SALT, serializer=_Json)

    @property
    def wanted(self) -> dict[str, object]:
        """The cleaned values by attribute, references as ids."""
        cleaned = self.cleaned_data
        return {
            attribute: getattr(cleaned[name], "pk", cleaned[name])
            for name, attribute in self.names.items()
            if name in cleaned
        }

    @property
    def before(self) -> dict[str, object] | None:
        """The values the person saw when the form was opened.

        A record may have come into being since: then they saw an empty one.
        """
        if self.instance.pk is None:
            return None
        # Without it a half-sent form would empty what it does not name.
        text = self.data.get(self.add_prefix("opened"), "")
        try:
            told = signing.loads(text, salt=SALT, serializer=_Json)
        except signing.BadSignature as error:
            raise _spoilt() from error
        if told["pk"] not in (None, self.instance.pk):
            raise _spoilt()
        fields = {known.attname: known for _home, known in self._homes().values()}
        return {
            a: _read(fields[a], value) if a in fields else value
            for a, value in told["values"].items()
            if a in self.names.values()
        }

    def chosen(self) -> dict[str, object]:
        """Return the wanted values after the choices of a drawn conflict.

        ``keep-NAME=theirs`` drops one's own value of that field. A new record collides
        with nobody's.
        """
        if self.instance.pk is None:
            return self.wanted
        dropped = {
            attribute
            for name, attribute in self.names.items()
            if self.data.get(f"keep-{name}", MINE) != MINE
        }
        return {a: v for a, v in self.wanted.items() if a not in dropped}

    def collide(self, error: Stale) -> None:
        """Prepare the form for its second drawing: a choice for each conflict."""
        names = {attribute: name for name, attribute in self.names.items()}
        self.conflicts = [
            self._conflict(names[attribute], values)
            for attribute, values in error.conflicts.items()
            if attribute in names
        ]
        theirs = {a: v["theirs"] for a, v in error.conflicts.items()}
        opened = {**(self.before or {}), **theirs}
        typed = cast("QueryDict", self.data).copy()
        typed[self.add_prefix("opened")] = self._signed(opened)
        self.data = typed

    def _conflict(self, name: str, values: Mapping[str, object]) -> Conflict:
        bound = self[name]
        return Conflict(
            name=name,
            label=str(bound.label),
            before=_words(bound, values["before"]),
            mine=_words(bound, values["mine"]),
            theirs=_words(bound, values["theirs"]),
        )

    def _post_clean(self) -> None:
        """Leave the record untouched: the service checks and stores it."""

    def save(self, commit: bool = True) -> Record:  # noqa: FBT001, FBT002 - as Django
        """Refuse: only a service stores."""
        message = "a form never saves; give form.chosen() and form.before to a service"
        raise NotImplementedError(message)


def _spoilt() -> Invalid:
    return Invalid(mark("表单已失效"), todo=mark("请刷新页面，再保存一次"))


def _read(field: Any, value: object) -> object:
    target = getattr(field, "target_field", field)
    return None if value is None else target.to_python(value)


def _words(bound: forms.BoundField, value: object) -> str:
    """Write a value as the field shows it: a choice by its label, an amount in yuan."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple):
        return gettext("、").join(_words(bound, one) for one in value)
    choices = getattr(bound.field, "choices", None)
    for key, label in choices or ():
        if str(key) == str(value):
            return str(label)
    return str(bound.field.prepare_value(value))
