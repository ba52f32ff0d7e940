"""Counting tries at every door that takes a secret, before the secret is looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from kam.core.clock import now
from kam.core.errors import TooMany
from kam.core.text import mark
from kam.people.models import SignInTries
from kam.people.rules import (
    ACCOUNT_BUCKET,
    ADDRESS_BUCKET,
    Bucket,
    account_key,
    address_key,
    leaked,
    wait_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

FORGOTTEN_AFTER = timedelta(days=1)


def admit(*, door: str, address: str, account: str = "") -> None:
    """Count a try, or say how long to wait; tries at the same moment queue here."""
    buckets = _buckets(door, address, account)
    moment = now()
    with transaction.atomic():
        rows = _locked(buckets, moment)
        pause = max(
            wait_of(row.failures, row.since, moment, buckets[row.key]) for row in rows
        )
        if pause:
            raise TooMany(
                mark("尝试次数过多，请 %(seconds)s 秒后再试"),
                why=mark("为了不让别人猜中密码，连续失败后要等一会儿"),
                todo=mark("忘记密码可以用一次性链接重新设置"),
                retry_after=pause,
                seconds=pause,
            )
        for row in rows:
            failures, row.since = leaked(
                row.failures, row.since, moment, buckets[row.key]
            )
            row.failures = failures + 1
        SignInTries.objects.bulk_update(rows, ["failures", "since"])


def forgive(*, door: str, address: str, account: str = "") -> None:
    """Take back a try that was right; other failures from the address stay."""
    with transaction.atomic():
        if account:
            SignInTries.objects.filter(key=account_key(account)).delete()
        SignInTries.objects.filter(
            key=address_key(door, address), failures__gt=0
        ).update(failures=F("failures") - 1)


def _buckets(door: str, address: str, account: str) -> dict[str, Bucket]:
    buckets = {address_key(door, address): ADDRESS_BUCKET}
    if account:
        buckets[account_key(account)] = ACCOUNT_BUCKET
    return buckets


def _locked(buckets: Mapping[str, Bucket], moment: datetime) -> list[SignInTries]:
    known = SignInTries.objects.select_for_update().order_by("key")
    rows = list(known.filter(key__in=buckets))
    missing = set(buckets) - {row.key for row in rows}
    if not missing:
        return rows
    SignInTries.objects.filter(since__lt=moment - FORGOTTEN_AFTER).delete()
    SignInTries.objects.bulk_create(
        [SignInTries(key=key, since=moment) for key in sorted(missing)],
        ignore_conflicts=True,
    )
    return list(known.filter(key__in=buckets))
