"""The register of every stored field: what it says of a person of a customer."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REGISTER = Path(__file__).resolve().parent.parent / "fields.toml"
KINDS = ("name", "own", "link", "text", "json", "kept", "none")


@dataclass(frozen=True)
class Declared:
    """What the fields of one model are declared to be.

    `rows` says that rows of a person are removed; `account` leads to the account.
    Rows that no account is known of are searched too where they are `unplaced`. Rows
    that stand `apart` lead to accounts by their territory; their history names none.
    """

    label: str
    name: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    json: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    rows: bool = False
    account: str = "account"
    unplaced: bool = False
    apart: bool = False

    @property
    def searched(self) -> tuple[str, ...]:
        """The fields in which a name is looked for."""
        return self.text + self.json

    @property
    def all(self) -> tuple[str, ...]:
        """Every declared field, as often as it is declared."""
        return tuple(name for kind in KINDS for name in getattr(self, kind))


@cache
def register() -> dict[str, Declared]:
    """Return what is declared of every model, and under "every" of all of them."""
    told = tomllib.loads(REGISTER.read_text(encoding="utf-8"))
    return {
        label: Declared(
            label,
            rows=bool(fields.get("rows", False)),
            unplaced=bool(fields.get("unplaced", False)),
            apart=bool(fields.get("apart", False)),
            account=fields.get("account", "account"),
            **{kind: tuple(fields.get(kind, ())) for kind in KINDS},
        )
        for label, fields in told.items()
    }
