"""The accounts an importing person already sees, found by code and by name.

They are read in one statement for a whole file. Rows of the file join as they are
stored; in a dry run nothing is stored, so the unsaved account stands in for its id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.accounts.rules.likeness import Likeness
from kam.core.bulk import Fault
from kam.core.cells import text_of
from kam.core.errors import Invalid
from kam.core.text import digits_key, mark, name_key

if TYPE_CHECKING:
    from kam.people.models import User

Target = int | Account
Keys = tuple[str, str, str]


class Index:
    """The accounts under each key; where it is one, no list is kept for it."""

    def __init__(self) -> None:
        self.rows: dict[str, Target | list[Target]] = {}

    def get(self, key: str) -> list[Target]:
        """Return the accounts under a key."""
        found = self.rows.get(key)
        return [] if found is None else found if isinstance(found, list) else [found]

    def add(self, key: str, target: Target) -> None:
        """Put an account under a key."""
        found = self.get(key)
        self.rows[key] = [*found, target] if found else target

    def remove(self, key: str, target: Target) -> None:
        """Take an account away from a key, if it is there."""
        left = [row for row in self.get(key) if row != target]
        if left:
            self.rows[key] = left[0] if len(left) == 1 else left
        else:
            self.rows.pop(key, None)


class KnownAccounts:
    """Codes, names and phones of the accounts in sight."""

    def __init__(self, actor: User | None) -> None:
        self.by_code = Index()
        self.by_name = Index()
        self.keys: dict[int, Keys] = {}
        self.phones: dict[str, str] = {}
        self.likeness = Likeness()
        seen = Account.objects if actor is None else Account.objects.visible_to(actor)
        columns = ("pk", "name", "name_key", "credit_code", "phone_key")
        for pk, name, key, code, phone in seen.values_list(*columns).iterator():
            self._put(pk, name, (key, code, phone))

    def _put(self, target: Target, name: str, keys: Keys) -> None:
        key, code, phone = keys
        self.keys[_mark(target)] = keys
        self.by_name.add(key, target)
        self.likeness.learn(key, name)
        if code:
            self.by_code.add(code, target)
        if phone:
            self.phones.setdefault(phone, name)

    def learn(self, row: Account) -> None:
        """Remember a row of the file that has been stored, or would have been."""
        target: Target = row.pk if row.pk is not None else row
        self._forget(target)
        self._put(target, row.name, (row.name_key, row.credit_code, row.phone_key))

    def _forget(self, target: Target) -> None:
        key, code, _phone = self.keys.pop(_mark(target), ("", "", ""))
        self.by_name.remove(key, target)
        self.by_code.remove(code, target)

    def match(self, name: str, code: str) -> Target | None:
        """Return the account a row is about.

        By credit code where one is given; else, or where no account has it, by name,
        among accounts that do not carry another code.
        """
        code, key = digits_key(code)[:40], name_key(name)[:200]
        if code and (rows := self.by_code.get(code)):
            return _only(rows, "credit_code")
        rows = self.by_name.get(key) if key else []
        if code:
            rows = [t for t in rows if not self.keys[_mark(t)][1]]
        return _only(rows, "name") if rows else None

    def find(self, cell: object, field: str) -> Target:
        """Return the account that a cell names, by name or by credit code.

        A program may give the account itself.
        """
        if isinstance(cell, Account) and cell.pk in self.keys:
            return int(cell.pk)
        text = text_of(cell)
        rows = self.by_name.get(name_key(text)[:200]) or self.by_code.get(
            digits_key(text)[:40]
        )
        if not rows:
            raise Invalid(
                fields={field: [mark("没有找到客户“%(name)s”")]}, name=text[:80]
            )
        return _only(rows, field)

    def id_of(self, cell: object) -> int:
        """Return the number of the account that a cell names, or 0 for none."""
        try:
            found = self.find(cell, "account")
        except Invalid:
            return 0
        return found if isinstance(found, int) else 0

    def see(self, name: str) -> None:
        """Remember the name of a row, so that later rows may look like it."""
        self.likeness.learn(name_key(name)[:200], name)

    def doubts(self, name: str, code: str, phone: str) -> tuple[Fault, ...]:
        """Say which known accounts a new one looks like."""
        key, number = name_key(name)[:200], digits_key(phone)[:40]
        names = self.likeness.like(key)
        if code and key in self.likeness.names:
            names.insert(0, self.likeness.names[key])
        if number and number in self.phones:
            names.append(self.phones[number])
        said = mark("与已有客户“%(other)s”相似")
        return tuple(
            Fault("name", "similar", said, {"other": other})
            for other in dict.fromkeys(names)
        )

    def keys_of(self, target: Target | None) -> tuple[str, str]:
        """Return the name and code that an account is stored under now."""
        key, code, _phone = self.keys.get(_mark(target or 0), ("", "", ""))
        return key, code


def _mark(target: Target) -> int:
    return target if isinstance(target, int) else -id(target)


def _only(targets: list[Target], field: str) -> Target:
    distinct = {_mark(target): target for target in targets}
    if len(distinct) > 1:
        raise Invalid(
            fields={
                field: [mark("有 %(n)s 个同名或同代码的客户，请用统一社会信用代码区分")]
            },
            n=len(distinct),
        )
    return next(iter(distinct.values()))
