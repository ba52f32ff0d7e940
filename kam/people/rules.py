"""Secrets, scopes, tree paths and the pace of tries, in plain values."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

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


def path_ids(path: str) -> list[int]:
    """Return the nodes of a path, the top first and the node itself last."""
    return [int(pk) for pk in path.strip("/").split("/") if pk]


def is_below(path: str, ancestor_path: str) -> bool:
    """Say whether a node lies in the subtree of another, itself included."""
    return path.startswith(ancestor_path)


def is_inside(node: int, above: int | None, parents: Mapping[int, int | None]) -> bool:
    """Say whether `above` is the node itself or stands below it."""
    passed: set[int] = set()
    while above is not None and above not in passed:
        if above == node:
            return True
        passed.add(above)
        above = parents.get(above)
    return False


def is_slash(character: str) -> bool:
    """Say whether a character is a slash of any width."""
    return unicodedata.normalize("NFKC", character) == "/"


def path_parts(text: str) -> list[str]:
    """Split a written path such as 澄源医疗/华东区 into its names."""
    plain = "".join("/" if is_slash(c) else c for c in text)
    return [part for part in (p.strip() for p in plain.split("/")) if part]


@cache
def time_zones() -> tuple[str, ...]:
    """Return the places that the clock knows, in their order."""
    places = {name for name in available_timezones() if "/" in name}
    kept = {name for name in places if not name.startswith(("Etc/", "SystemV/"))}
    return tuple(sorted(kept | {"UTC"}))


def is_time_zone(name: str) -> bool:
    """Say whether a text names a time zone."""
    return name in available_zones()


@cache
def available_zones() -> frozenset[str]:
    """Return every name the clock knows, old spellings included."""
    return frozenset(available_timezones())


_NOT_USERNAME = re.compile(r"[^\w.@+-]+")


def username_of(name: str, taken: Collection[str] = ()) -> str:
    """Make a sign-in name from a person's name: Anna Snelling is anna.snelling.

    The same name always gives the same sign-in name, unless it is `taken`: then a
    number follows it.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    base = _NOT_USERNAME.sub(".", folded).strip(".")[:70] or "user"
    chosen, number = base, 1
    while chosen in taken:
        number += 1
        chosen = f"{base}{number}"
    return chosen


@dataclass(frozen=True)
class Bucket:
    """How many tries are free, and how long one more takes to become free again."""

    free: int
    pace: timedelta


# Whoever guesses one person's password gets 480 tries a day, wherever they come from.
ACCOUNT_BUCKET = Bucket(free=8, pace=timedelta(minutes=3))
# An office behind one address is slowed to a try every ten seconds, never shut out.
ADDRESS_BUCKET = Bucket(free=40, pace=timedelta(seconds=10))


def leaked(
    failures: int, since: datetime, moment: datetime, bucket: Bucket
) -> tuple[int, datetime]:
    """Return the tries that still count, and the moment they are counted from."""
    steps = max(0, math.floor((moment - since) / bucket.pace))
    if steps >= failures:
        return 0, moment
    return failures - steps, since + steps * bucket.pace


def wait_of(failures: int, since: datetime, moment: datetime, bucket: Bucket) -> int:
    """Return the seconds until another try is free; 0 when it is free now."""
    left, start = leaked(failures, since, moment, bucket)
    if left < bucket.free:
        return 0
    pause = start + (left - bucket.free + 1) * bucket.pace - moment
    return max(1, math.ceil(pause.total_seconds()))


def account_key(username: str) -> str:
    """Return the key tries on one name are counted under, without the name itself."""
    return f"account:{secret_digest(username.strip().casefold())}"


def address_key(door: str, address: str) -> str:
    """Return the key tries from one address are counted under; IPv6 by its network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return f"{door}:{secret_digest(address)}"
    if parsed.version == 6:  # noqa: PLR2004 - a home or office holds a whole /64
        network = ipaddress.ip_network((parsed, 64), strict=False)
        return f"{door}:{network}"
    return f"{door}:{parsed}"
