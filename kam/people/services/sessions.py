"""Verbs of signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import transaction

from kam.audit.services import Deed, record
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.queries import user_named
from kam.people.services.tries import admit, forgive

if TYPE_CHECKING:
    from kam.people.models import User

SIGN_IN = "sign-in"


def prove(*, username: str, password: str, address: str) -> User:
    """Return whom a name and password belong to; every refusal is the same.

    An unknown name costs the same hashing as a known one, and a deactivated person
    is told no more than a stranger.
    """
    admit(door=SIGN_IN, address=address, account=username)
    user = user_named(username)
    if user is None:
        make_password(password)
    elif user.check_password(password) and user.is_active:
        forgive(door=SIGN_IN, address=address, account=username)
        _note(user, "session.start", actor=user)
        return user
    else:
        _note(user, "session.refuse")
    raise Invalid(
        mark("用户名或密码不对"),
        todo=mark("请检查大小写和输入法，再试一次"),
    )


def prove_again(*, user: User, password: str, address: str) -> None:
    """Ask a signed-in person for the current password before a grave change."""
    admit(door=SIGN_IN, address=address, account=user.username)
    if not user.check_password(password):
        _note(user, "session.refuse")
        raise Invalid(fields={"current": [mark("当前密码不对")]})
    forgive(door=SIGN_IN, address=address, account=user.username)


def end_session(*, user: User) -> None:
    """Write down that somebody signed out."""
    _note(user, "session.end", actor=user)


def _note(user: User, verb: str, actor: User | None = None) -> None:
    with transaction.atomic():
        record(actor=actor, deed=Deed(verb=verb, noun="session", object_id=user.pk))
