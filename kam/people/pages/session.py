"""The pages a stranger sees."""

from __future__ import annotations

from dataclasses import dataclass

from kam.people.queries import link_from_secret, mail_is_set_up


@dataclass(frozen=True)
class StrangerPage:
    """A page for a stranger; `path` brings back after choosing a language."""

    path: str


@dataclass(frozen=True)
class ForgotPage(StrangerPage):
    """How to get a link: by mail where it is set up, or from an administrator."""

    by_mail: bool
    asked: bool = False


def forgot_page(path: str, *, asked: bool = False) -> ForgotPage:
    """Return the page for who forgot the password."""
    return ForgotPage(path=path, by_mail=mail_is_set_up(), asked=asked)


@dataclass(frozen=True)
class SetPasswordPage(StrangerPage):
    """Whose password an open link sets; nobody's once it is used or late."""

    name: str
    username: str


def set_password_page(secret: str, path: str) -> SetPasswordPage | None:
    """Return the page of an open link."""
    link = link_from_secret(secret)
    if link is None:
        return None
    return SetPasswordPage(path=path, name=link.user.name, username=link.user.username)
