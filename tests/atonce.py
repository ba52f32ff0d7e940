"""Two at the same moment: the second begins while the first is not yet stored."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 0.5


def second_told(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """Return what the second is told, be it an answer or an error.

    It sees nothing of the first before it waits for it: on PostgreSQL at the row or
    the key that both want, on SQLite at the door of every change.
    """
    told: list[Any] = []

    def run() -> None:
        try:
            told.append(second())
        except Exception as error:  # noqa: BLE001 - the test looks at it
            told.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=run)
    with transaction.atomic():
        first()
        other.start()
        time.sleep(PATIENCE)
    other.join()
    return told[0]
