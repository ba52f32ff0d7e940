"""Write a word everywhere, then erase it: ``python -m tests.faults.eraser WORD``.

A second argument, ``careless``, erases as SQLite does unless told otherwise.
"""

from __future__ import annotations

import sys

import django


def main(word: str, *, careless: bool) -> None:
    """Store the word in an account, its audit and the search index; remove it."""
    django.setup()
    from django.db import connection

    from kam.accounts.models import Account
    from kam.accounts.services import AccountDraft, create_account
    from kam.audit.models import Detail
    from kam.desk import index
    from kam.people.services import create_team

    if careless:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=0")
    team = create_team(actor=None, name=f"T {word[:6]}")
    for number in range(40):
        account = create_account(
            actor=None,
            draft=AccountDraft(
                name=f"A {number}", team_id=team.pk, characteristics=f"{word} " * 30
            ),
        )
        Detail.objects.filter(
            entry__noun="account", entry__object_id=account.pk
        ).update(values={})
    Account.objects.update(characteristics="")
    index.rebuild()
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1], careless="careless" in sys.argv)
