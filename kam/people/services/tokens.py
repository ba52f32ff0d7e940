"""Verbs on API tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.models import Token, User
from kam.people.policies import require
from kam.people.rules import SCOPES, new_secret, secret_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def create_token(
    *,
    actor: User | None,
    user: User,
    name: str,
    scopes: Sequence[str] = ("read",),
    expires_at: datetime | None = None,
) -> tuple[Token, str]:
    """Make a token and return it with its secret, which is shown only now."""
    require(actor is None or (actor.pk == user.pk and actor.is_active))
    if not scopes or set(scopes) - set(SCOPES):
        raise Invalid(fields={"scopes": [mark("权限范围只能是 read、write")]})
    secret = new_secret()
    row = Token(
        user=user,
        name=name,
        prefix=secret[:10],
        digest=secret_digest(secret),
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    return changes.create(actor=actor, row=row, verb="token.create"), secret


def revoke_token(*, actor: User, token: Token) -> Token:
    """End a token at once."""
    require(actor.pk == token.user_id or actor.role == "administrator")
    with transaction.atomic():
        return changes.change(
            actor=actor, row=token, wanted={"revoked_at": now()}, verb="token.revoke"
        )
