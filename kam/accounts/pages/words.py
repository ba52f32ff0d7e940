"""Labels of this room in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.models import Account, Person, Stakeholder
from kam.accounts.terms import FunctionalRole, Layer
from kam.web.speech import say

if TYPE_CHECKING:
    from kam.accounts.rules.threads import Risk

_HOMES = {"name": Person, "title": Person}
_ACCOUNT = frozenset(
    {"business_scope", "characteristics", "applications", "potential_minor"}
)


def layer_label(layer: str) -> str:
    """Return the name of a layer, or that none is written."""
    return str(Layer(layer).label) if layer else gettext("未写层级")


def role_label(role: str) -> str:
    """Return the name of a functional role, or nothing."""
    return str(FunctionalRole(role).label) if role else ""


def field_label(name: str) -> str:
    """Return the label of a field of the write-up."""
    if name == "organisation":
        return gettext("所在单位")
    home = Account if name in _ACCOUNT else _HOMES.get(name, Stakeholder)
    fields = {field.name: field for field in home._meta.concrete_fields}
    return str(fields[name].verbose_name)


def block_label(key: str) -> str:
    """Return the name of one of the four blocks (T15)."""
    return {
        "person": gettext("个人"),
        "organisation": gettext("单位"),
        "interaction": gettext("交往"),
        "obstacle": gettext("主要障碍"),
    }[key]


def risk_words(risk: Risk) -> str:
    """Say why an account hangs on a single thread, and what to do."""
    params = dict(risk.params)
    return gettext("%(why)s。%(todo)s。") % {
        "why": say(risk.why, params),
        "todo": say(risk.todo, params),
    }
