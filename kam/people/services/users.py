"""Verbs on users and their passwords."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kam.audit import changes
from kam.audit.services import record
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.people.models import Team, User
from kam.people.policies import may_arrange_users, require


@dataclass(frozen=True)
class UserDraft:
    """What is needed to let somebody in."""

    username: str
    name: str
    role: str
    team: Team
    email: str = ""
    language: str = "zh-hans"
    time_zone: str = "Asia/Shanghai"


def create_user(
    *, actor: User | None, draft: UserDraft, password: str | None = None
) -> User:
    """Add a person; without a password a one-time link lets them set one."""
    require(may_arrange_users(actor, "create"))
    user = User(
        username=draft.username,
        name=draft.name,
        role=draft.role,
        team=draft.team,
        email=draft.email,
        language=draft.language,
        time_zone=draft.time_zone,
        password=make_password(None),
    )
    with transaction.atomic():
        if password is not None:
            check_password(user, password)
            user.password = make_password(password)
        return changes.create(actor=actor, row=user, verb="user.create")


def check_password(user: User, password: str) -> None:
    """Refuse a password that is too easy to guess."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(fields={"password": error.messages}) from error


def set_password(*, actor: User | None, user: User, password: str) -> User:
    """Set a new password; every other session and open link of the user ends."""
    with transaction.atomic():
        check_password(user, password)
        user.password = make_password(password)
        user.password_changed_at = now()
        user.revision += 1
        user.save(update_fields=["password", "password_changed_at", "revision"])
        told = {"password": ("", "changed")}
        record(actor=actor, deed=changes.deed_of(user, "user.set_password", told))
    return user
