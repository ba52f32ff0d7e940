"""Reading the environment: unknown values are errors, secrets may come from files."""

from __future__ import annotations

import ipaddress
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,
}


def text(name: str, default: str = "") -> str:
    """Return a variable, or its default."""
    return os.environ.get(name, default)


def private(name: str, default: str = "") -> str:
    """Return a variable that may stand in a file, named by NAME_FILE."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text().strip() if path else text(name, default)


def number(name: str, default: int) -> int:
    """Return a whole number; anything else is an error."""
    given = text(name, str(default))
    if not given.isdecimal():
        message = f"{name} must be a whole number, not {given!r}"
        raise ImproperlyConfigured(message)
    return int(given)


def networks(name: str) -> list[str]:
    """Return addresses and networks such as 127.0.0.1,10.0.0.0/8; others are errors."""
    given = words(name)
    for one in given:
        try:
            ipaddress.ip_network(one, strict=False)
        except ValueError as error:
            message = f"{name} must list addresses or networks, not {one!r}"
            raise ImproperlyConfigured(message) from error
    return given


def flag(name: str, *, default: bool) -> bool:
    """Return a yes-or-no variable; anything else is an error."""
    given = os.environ.get(name)
    if given is None:
        return default
    if given.lower() in TRUE:
        return True
    if given.lower() in FALSE:
        return False
    message = f"{name} must be yes or no, not {given!r}"
    raise ImproperlyConfigured(message)


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, options: tuple[str, ...], default: str) -> str:
    """Return one of the options; anything else is an error."""
    given = text(name, default)
    if given not in options:
        message = f"{name} must be one of {', '.join(options)}, not {given!r}"
        raise ImproperlyConfigured(message)
    return given


def secret(name: str, folder: Path) -> str:
    """Return a secret from the variable, from the file it names, or a kept one.

    Where neither is given, a secret is made once and kept in `folder`, readable
    by this user alone.
    """
    if given := os.environ.get(name):
        return given
    path = Path(os.environ.get(f"{name}_FILE", folder / name.lower().replace("_", "-")))
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(50)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(made)
    return made


def database(url: str) -> dict[str, object]:
    """Return Django's database settings for an address such as sqlite:///kam.sqlite3."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(url.removeprefix("sqlite:///")))
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "options": "-c statement_timeout=30000 -c lock_timeout=5000",
                **dict(parse_qsl(parts.query)),
            },
        }
    message = f"DATABASE_URL must begin with sqlite or postgresql, not {parts.scheme!r}"
    raise ImproperlyConfigured(message)


def _sqlite(name: str) -> dict[str, object]:
    commands = "; ".join(f"PRAGMA {key}={value}" for key, value in PRAGMAS.items())
    return {
        "ENGINE": "kam.core.sqlite",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": f"{commands}; PRAGMA cache_size=-65536",
        },
    }
