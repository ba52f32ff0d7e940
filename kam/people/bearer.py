"""The API's lock: a token's owner, and no more than the token's scopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.errors import Forbidden, Unauthorised
from kam.core.text import mark
from kam.people.services.tries import admit
from kam.web.peers import peer_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kam.people.models import Token, User

SAFE = ("GET", "HEAD", "OPTIONS")


def bearer(request: HttpRequest) -> User:
    """Return the caller, whose right is that of the person and of the token.

    Wrong tokens are counted by address like wrong passwords.
    """
    token = getattr(request, "token", None)
    if token is None and request.headers.get("Authorization"):
        admit(door="api", address=peer_of(request))
    if token is None:
        raise Unauthorised(
            mark("需要有效的访问令牌"),
            todo=mark("请在 设置 → 访问令牌 新建一个，放进 Authorization: Bearer"),
        )
    within_scope(token, request.method)
    user: User = token.user
    return user


def within_scope(token: Token, method: str | None) -> None:
    """Refuse what a token's scopes do not cover, whatever its owner may do."""
    wanted = "read" if method in SAFE else "write"
    if wanted not in token.scopes:
        raise Forbidden(
            mark("这个访问令牌没有所需的权限范围"),
            todo=mark("请新建一个带 %(scope)s 权限的令牌"),
            scope=wanted,
        )
