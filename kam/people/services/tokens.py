"""Verbs on API tokens."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Busy, Invalid
from kam.core.text import mark
from kam.people.models import Token, User
from kam.people.policies import may_create_token, may_revoke_token, require
from kam.people.rules import SCOPES, new_secret, secret_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

NOTED_EVERY = timedelta(hours=1)


def create_token(
    *,
    actor: User | None,
    user: User,
    name: str,
    scopes: Sequence[str] = ("read",),
    expires_at: datetime | None = None,
) -> tuple[Token, str]:
    """Make a token and return it with its secret, which is shown only now."""
    require(may_create_token(actor, user))
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


def revoke_token(*, actor: User | None, token: Token) -> Token:
    """End a token at once and for good."""
    require(may_revoke_token(actor, token))
    wanted = {"revoked_at": token.revoked_at or now()}
    return changes.change(actor=actor, row=token, wanted=wanted, verb="token.revoke")


def note_use(token: Token) -> None:
    """Keep when a token was last used, to the hour, so that reading writes seldom."""
    moment = now()
    if moment - (token.last_used_at or token.created_at) < NOTED_EVERY:
        return
    with suppress(Busy):
        Token.objects.filter(pk=token.pk).update(last_used_at=moment)
