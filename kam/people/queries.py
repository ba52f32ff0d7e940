"""Questions about users, teams, territories and tokens."""

from __future__ import annotations

from django.db.models import Q

from kam.core.clock import now
from kam.people.models import Token
from kam.people.rules import secret_digest


def token_from_secret(secret: str) -> Token | None:
    """Return the valid token a secret belongs to; its owner must be active."""
    if not secret:
        return None
    valid = Q(expires_at__isnull=True) | Q(expires_at__gt=now())
    return (
        Token.objects.filter(valid, digest=secret_digest(secret))
        .filter(revoked_at__isnull=True, user__is_active=True)
        .select_related("user")
        .first()
    )
