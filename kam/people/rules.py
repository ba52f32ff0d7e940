"""Secrets, scopes and tree paths in plain values."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

TOKEN_PREFIX = "kam_"  # noqa: S105 - a visible prefix, not a secret
RESET_LIFE = timedelta(hours=1)
SCOPES = ("read", "write")


def new_secret() -> str:
    """Make a secret that is shown once."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def secret_digest(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def tree_path(parent_path: str, pk: int) -> str:
    """Return the path of a node below its parent, such as /1/4/9/."""
    return f"{parent_path or '/'}{pk}/"


def is_below(path: str, ancestor_path: str) -> bool:
    """Say whether a node lies in the subtree of another, itself included."""
    return path.startswith(ancestor_path)
