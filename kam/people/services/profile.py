"""Verbs on oneself: name, language, place, e-mail address and password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import User
from kam.people.policies import may_edit_profile, require
from kam.people.services.letters import tell_change
from kam.people.services.sessions import prove_again
from kam.people.services.users import end_links, refuse_unknown, set_password

if TYPE_CHECKING:
    from collections.abc import Mapping

EDITABLE = frozenset({"name", "language", "time_zone"})


def edit_profile(
    *,
    actor: User,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> User:
    """Change one's own name, language or time zone."""
    refuse_unknown(wanted, EDITABLE)
    require(may_edit_profile(actor, actor))
    return changes.change(
        actor=actor, row=actor, wanted=wanted, before=before, verb="user.edit_profile"
    )


def change_email(*, actor: User, email: str, password: str, address: str) -> User:
    """Change one's own e-mail address; it needs the current password.

    Other sessions, tokens and open links end, and the old address is told.
    """
    require(may_edit_profile(actor, actor))
    prove_again(user=actor, password=password, address=address)
    old = actor.email
    with transaction.atomic():
        stored = User.objects.only("email").get(pk=actor.pk)
        wanted = changes.tidied(stored, {"email": email})
        if wanted["email"] == old:
            raise Invalid(fields={"email": [mark("这就是现在的地址")]})
        row = changes.change(
            actor=actor,
            row=actor,
            wanted={**wanted, "credentials_changed_at": now()},
            verb="user.change_email",
        )
        end_links([row.pk])
        tell_change(row, mark("电子邮件地址"), address=old or row.email)
    return row


def change_password(*, actor: User, current: str, password: str, address: str) -> User:
    """Change one's own password; it needs the current one.

    Other sessions, tokens and open links end, and the address on file is told.
    """
    require(may_edit_profile(actor, actor))
    prove_again(user=actor, password=current, address=address)
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=actor.pk)
        if row.check_password(password):
            raise Invalid(fields={"password": [mark("新密码和现在的一样")]})
        set_password(actor=actor, user=row, password=password)
        tell_change(row, mark("密码"), address=row.email)
    return row
