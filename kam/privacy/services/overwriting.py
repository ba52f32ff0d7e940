"""Overwriting rows: identity, what was written about somebody, their name in texts."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F

from kam.accounts.models import Person, Stakeholder
from kam.accounts.rules.erased import GONE, erased_key, erased_name
from kam.core.clock import now
from kam.core.models import Record
from kam.core.text import name_key
from kam.privacy.queries.rows import mentions_in, models, rows_of

if TYPE_CHECKING:
    from django.db.models import Model

    from kam.privacy.queries.rows import Whom
    from kam.privacy.rules.fields import Declared

KEYED = "name_key"


def overwrite(whom: Whom) -> Counter[str]:
    """Overwrite every declared row; return how many fields of each treatment."""
    done: Counter[str] = Counter()
    for declared, model in models():
        done["text"] += _replace(whom, declared, model)
    for declared, model in models():
        if declared.rows:
            done["rows"] += rows_of(whom, declared, model).delete()[0]
        elif declared.own:
            done["own"] += _empty(whom, declared, model)
    done["name"] += _rename(whom)
    return done


def _rename(whom: Whom) -> int:
    pk = whom.person.pk
    told = {
        "name": erased_name(pk),
        KEYED: erased_key(whom.person.name, settings.SECRET_KEY),
        "is_alias": True,
        "title": "",
    }
    today = now().date()
    gone = Stakeholder.objects.filter(pk__in=whom.ids)
    gone.exclude(left_on__lte=today).update(left_on=today)
    return Person.objects.filter(pk=pk).update(**told, **_touched(Person))


def _touched(model: type[Model]) -> dict[str, Any]:
    if not issubclass(model, Record):
        return {}
    return {"revision": F("revision") + 1, "updated_at": now()}


def _empty(whom: Whom, declared: Declared, model: type[Model]) -> int:
    rows = rows_of(whom, declared, model)
    names = [name for name in declared.own if name != KEYED]
    told = {name: _nothing(model._meta.get_field(name)) for name in names}
    if KEYED not in declared.own:
        return rows.update(**told, **_touched(model))
    for pk in list(rows.values_list("pk", flat=True)):
        name = f"{GONE} {pk}"
        keyed = {**told, "name": name, KEYED: name_key(name)}
        rows.filter(pk=pk).update(**keyed, **_touched(model))
    return len(whom.ids)


def _nothing(field: Any) -> Any:
    if field.null:
        return None
    return "" if field.blank else GONE


def _replace(whom: Whom, declared: Declared, model: type[Model]) -> int:
    changed = 0
    for row in mentions_in(whom, declared, model):
        told = {}
        for name in declared.searched:
            before = getattr(row, name)
            after = _cleared(whom, before, is_json=name in declared.json)
            limit = getattr(model._meta.get_field(name), "max_length", None)
            if after != before:
                told[name] = after[:limit] if limit else after
        if "name" in told and KEYED in declared.text:
            told[KEYED] = name_key(told["name"])
        rows = model._default_manager.filter(pk=row.pk)
        changed += rows.update(**told, **_touched(model)) if told else 0
    return changed


def _cleared(whom: Whom, text: str, *, is_json: bool) -> str:
    if not is_json:
        return whom.needles.replaced(text)
    before = json.loads(text)
    after = whom.needles.in_values(before)
    return text if after == before else json.dumps(after, ensure_ascii=False)
