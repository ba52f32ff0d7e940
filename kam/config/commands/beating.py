"""Sending digests beside the server: a look every minute, a few letters at a time.

Each worker looks; the row of a letter says who sends it. A look that fails is a line in
the log and the next one comes in a minute: pages are never held up.
"""

from __future__ import annotations

import logging
import random
import threading

from django.conf import settings
from django.db import DatabaseError, connections

from kam.core.errors import KamError

EVERY = 60.0
FEW = 20
log = logging.getLogger(__name__)


def begin() -> threading.Thread | None:
    """Start looking, where digests are to be sent beside the server."""
    from kam.people.queries import mail_is_set_up  # noqa: PLC0415 - needs set-up

    if not (settings.DIGESTS_BESIDE and mail_is_set_up()):
        return None
    thread = threading.Thread(target=_look_for_ever, daemon=True, name="digests")
    thread.start()
    return thread


def _look_for_ever() -> None:
    pause = threading.Event()
    # Workers that begin together look at different seconds.
    wait = random.uniform(0, EVERY)  # noqa: S311 - not a secret  # nosec B311
    while not pause.wait(wait):
        look_once()
        wait = EVERY


def look_once() -> None:
    """Send a few of the digests that are due; a failure is a line in the log."""
    from kam.notices.jobs import run_digests  # noqa: PLC0415 - needs set-up

    try:
        run = run_digests(most=FEW)
    except (DatabaseError, KamError) as error:
        log.warning("digests were not looked for: %s", type(error).__name__)
    else:
        if run.stopped:
            log.warning("the mail server is out of reach: %s", run.stopped)
    finally:
        connections.close_all()
