"""Who gets in: people, tokens and links by what they present."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.expressions import Joined, split
from kam.core.text import clean_text
from kam.people.grants import GRANTS, VERBS, Reach
from kam.people.models import ResetLink, Team, Token, User
from kam.people.rules import secret_digest

MOST_TOKENS = 100


def _with(reach: Reach) -> list[str]:
    """Return the roles of which some right goes that far."""
    found = {
        role
        for (role, _noun), grant in GRANTS.items()
        if reach in {getattr(grant, verb) for verb in VERBS}
    }
    return sorted(found)


LEADING, SHARING = _with(Reach.TEAM), _with(Reach.SHARED)


def active_user(pk: int) -> User | None:
    """Return an active person with the team and the reach, in one statement."""
    inside = Team.objects.filter(path__startswith=OuterRef("team__path"))
    shares = apps.get_model("accounts", "AccountShare").objects
    shared = shares.filter(user_id=OuterRef("pk"))
    people = User.objects.active().select_related("team").filter(pk=pk)
    user: Any = people.annotate(
        told_teams=_told(LEADING, inside, "pk"),
        told_shares=_told(SHARING, shared, "account_id"),
    ).first()
    if user is not None and user.role in LEADING:
        user.team_ids = frozenset(map(int, split(user.told_teams)))
    if user is not None and user.role in SHARING:
        user.shared_account_ids = frozenset(map(int, split(user.told_shares)))
    return user


def _told(roles: list[str], rows: QuerySet, name: str) -> Case:
    """Return the values of a column in one text, for these roles."""
    grouped = rows.order_by().annotate(one=Value(1)).values("one")
    told = grouped.annotate(told=Joined(name, name)).values("told")
    return Case(When(role__in=roles, then=Subquery(told)))


def user_named(username: str) -> User | None:
    """Return whoever has this sign-in name, active or not."""
    try:
        name = clean_text(username.strip())
    except Invalid:
        return None
    return User.objects.select_related("team").filter(username=name).first()


def mail_is_set_up() -> bool:
    """Say whether a mail server is named in the settings."""
    return bool(settings.EMAIL_HOST)


def people_reached_by(name: str) -> list[User]:
    """Return the active people a letter to this name or address would reach."""
    try:
        wanted = clean_text(name.strip())
    except Invalid:
        return []
    named = Q(username=wanted) | Q(email__iexact=wanted)
    return list(User.objects.active().filter(named).exclude(email="")[:10])


def link_from_secret(secret: str, *, lock: bool = False) -> ResetLink | None:
    """Return the open link a secret belongs to."""
    rows = ResetLink.objects.select_related("user")
    if lock:
        rows = rows.select_for_update(of=("self",))
    link = rows.filter(digest=secret_digest(secret)).first()
    return link if link is not None and link.is_open(now()) else None


def tokens_of(user: User) -> list[Token]:
    """Return somebody's newest tokens."""
    return list(Token.objects.visible_to(user).order_by("-pk")[:MOST_TOKENS])


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
