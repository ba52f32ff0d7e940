"""The pages a stranger sees."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SignInPage:
    """The sign-in page; `path` brings a stranger back after choosing a language."""

    path: str
