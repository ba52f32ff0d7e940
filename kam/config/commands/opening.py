"""Opening the product for a command: settings, rooms, and a database that fits."""

from __future__ import annotations

import django

from kam.core.errors import KamError
from kam.core.text import mark


def open_product() -> None:
    """Set the rooms up, and refuse a database of another version or an empty one."""
    django.setup()
    from kam.web.health import migrations_are_done  # noqa: PLC0415 - needs set-up

    if not migrations_are_done():
        raise KamError(
            mark("数据库结构不是最新的"),
            todo=mark("请先备份，再运行 kam migrate"),
        )
