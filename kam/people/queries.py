"""Questions about users, teams, territories and tokens."""

from __future__ import annotations

from django.db.models import F, Q

from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.settings_book import Value, entries, entry_of
from kam.core.text import clean_text
from kam.people.models import Setting, Token, User
from kam.people.rules import secret_digest


def active_user(pk: int) -> User | None:
    """Return an active person with the team, in one statement."""
    return User.objects.active().select_related("team").filter(pk=pk).first()


def user_named(username: str) -> User | None:
    """Return whoever has this sign-in name, active or not."""
    try:
        name = clean_text(username.strip())
    except Invalid:
        return None
    return User.objects.select_related("team").filter(username=name).first()


def token_from_secret(secret: str) -> Token | None:
    """Return the valid token a secret belongs to; its owner must be active."""
    if not secret:
        return None
    valid = Q(expires_at__isnull=True) | Q(expires_at__gt=now())
    changed = "user__credentials_changed_at"
    fresh = Q((f"{changed}__isnull", True)) | Q((f"{changed}__lt", F("created_at")))
    return (
        Token.objects.filter(valid, fresh, digest=secret_digest(secret))
        .filter(revoked_at__isnull=True, user__is_active=True)
        .select_related("user__team")
        .first()
    )


def setting(key: str) -> Value:
    """Return what the company chose for a setting, or its default."""
    return settings_of(key)[key]


def settings_of(*keys: str) -> dict[str, Value]:
    """Return several settings, or all of the book, in one statement."""
    wanted = [entry_of(key) for key in keys] or entries()
    names = [entry.key for entry in wanted]
    rows = Setting.objects.filter(key__in=names).values_list("key", "value")
    chosen: dict[str, Value] = dict(rows)
    return {entry.key: chosen.get(entry.key, entry.default) for entry in wanted}
