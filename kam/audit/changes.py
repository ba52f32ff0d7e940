"""Saving a record and writing it down, so that no verb forgets either."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from kam.audit.services import Deed, record
from kam.core.errors import Invalid, Stale
from kam.core.marking import mark
from kam.core.merging import merge
from kam.core.models import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.contrib.auth.models import AbstractBaseUser

R = TypeVar("R", bound=Record)


def noun_of(row: Record) -> str:
    """Return the noun a record is written down under."""
    return row._meta.model_name or ""


def deed_of(
    row: Record, verb: str, changes: Mapping[str, tuple[object, object]]
) -> Deed:
    """Describe a change to one record."""
    return Deed(
        verb=verb,
        noun=noun_of(row),
        object_id=row.pk,
        changes=changes,
        account_id=row.audit_account_id,
        team_id=row.audit_team_id,
    )


def refuse_unknown(wanted: Mapping[str, object], known: Collection[str]) -> None:
    """Refuse a field that a verb does not set."""
    strange = sorted(set(wanted) - set(known))
    if strange:
        raise Invalid(fields={name: [mark("不能这样修改这个字段")] for name in strange})


def tidied(row: Record, wanted: Mapping[str, object]) -> dict[str, object]:
    """Clean wanted values as their fields do, so that equal texts are equal."""
    clean: dict[str, object] = {}
    faults: dict[str, ValidationError] = {}
    known = {field.attname: field for field in row._meta.concrete_fields}
    for name, value in wanted.items():
        try:
            plain = value is None or name not in known
            clean[name] = value if plain else known[name].to_python(value)
        except ValidationError as error:
            faults[name] = error
    if faults:
        raise invalid(ValidationError(faults))
    return clean


def check(row: Record) -> None:
    """Run the model's own checks and speak our kind of error."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise invalid(error) from error


def invalid(error: ValidationError) -> Invalid:
    """Turn Django's validation error into ours."""
    return Invalid(
        fields={
            ("" if name == NON_FIELD_ERRORS else name): texts
            for name, texts in error.message_dict.items()
        }
    )


def create(*, actor: AbstractBaseUser | None, row: R, verb: str) -> R:
    """Check, store and write down a new record.

    Who stores the like at the same moment and comes second is refused in the words
    that the check has for it.
    """
    try:
        with transaction.atomic():
            check(row)
            row.save(force_insert=True)
            values = row.values().items()
            told = {k: (None, v) for k, v in values if v not in (None, "")}
            record(actor=actor, deed=deed_of(row, verb, told))
    except IntegrityError:
        check(row)
        raise
    return row


def change(
    *,
    actor: AbstractBaseUser | None,
    row: R,
    wanted: Mapping[str, object],
    verb: str,
    before: Mapping[str, object] | None = None,
) -> R:
    """Store the wanted values of a record and write down what really changed.

    `before` holds the values the person saw when starting; without it the
    stored values are taken. Fields that somebody else changed meanwhile are
    raised as Stale with both values; other fields merge. What another record took
    at the same moment is refused as by the check.
    """
    current = row
    try:
        with transaction.atomic():
            model = cast("type[R]", row._meta.model)
            current = model._default_manager.select_for_update().get(pk=row.pk)
            was = _merge(current, wanted, before)
            check(current)
            both = {name: (old, getattr(current, name)) for name, old in was.items()}
            if told := {name: v for name, v in both.items() if v[0] != v[1]}:
                current.revision += 1
                current.save()
                record(actor=actor, deed=deed_of(current, verb, told))
    except IntegrityError:
        check(current)
        raise
    return current


def _merge(
    row: Record, wanted: Mapping[str, object], before: Mapping[str, object] | None
) -> dict[str, object]:
    """Set what is wanted and nobody else changed; return what stood there before."""
    wanted = tidied(row, wanted)
    theirs = {name: getattr(row, name) for name in wanted}
    opened = {**theirs, **(before or {})}
    merged = merge(before=opened, mine=wanted, theirs=theirs)
    if merged.conflicts:
        raise Stale(conflicts=merged.conflicts, revision=row.revision)
    for name, value in merged.changes.items():
        setattr(row, name, value)
    return {name: theirs[name] for name in merged.changes}


def remove(*, actor: AbstractBaseUser | None, row: Record, verb: str) -> None:
    """Delete a record and write down what it was."""
    with transaction.atomic():
        told = {k: (v, None) for k, v in row.values().items() if v not in (None, "")}
        record(actor=actor, deed=deed_of(row, verb, told))
        row.delete()
