"""Sending the digests that are due, or showing them."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING

from kam.config.commands.opening import open_product
from kam.core.errors import KamError
from kam.core.text import mark

if TYPE_CHECKING:
    import argparse

    from kam.notices.jobs import Run


def digests(chosen: argparse.Namespace) -> int:
    """Send what is due once; with --dry-run print it and store nothing."""
    if chosen.at and not chosen.dry_run:
        raise KamError(
            mark("--at 只能和 --dry-run 一起用"),
            why=mark("另一时刻的摘要不能现在发出"),
        )
    open_product()
    from kam.core.clock import pretend  # noqa: PLC0415 - needs set-up
    from kam.notices.jobs import run_digests, try_out  # noqa: PLC0415

    if not chosen.dry_run:
        _require_mail()
        return _told(run_digests(site=chosen.url), as_json=chosen.json)
    with pretend(chosen.at) if chosen.at else nullcontext():
        return _told(try_out(site=chosen.url), as_json=chosen.json)


def _require_mail() -> None:
    from kam.people.queries import mail_is_set_up  # noqa: PLC0415 - needs set-up

    if not mail_is_set_up():
        raise KamError(
            mark("还没有设置邮件服务器"),
            todo=mark("请设置 KAM_MAIL_HOST；只想看看，用 --dry-run"),
        )


def _told(run: Run, *, as_json: bool) -> int:
    """Print what came of it; 1 when the mail server was out of reach."""
    shown = [
        {"to": user.username, "subject": digest.subject, "things": digest.number}
        for user, digest in run.shown
    ]
    if as_json:
        told = {"letters": dict(run.counts), "shown": shown, "stopped": run.stopped}
        print(json.dumps(told, ensure_ascii=False))
    else:
        for letter in shown:
            print(f"{letter['to']}: {letter['subject']}")
        for name, n in sorted(run.counts.items()):
            print(f"{name}: {n}")
        if run.stopped:
            print(f"stopped: {run.stopped}")
    return 1 if run.stopped else 0
