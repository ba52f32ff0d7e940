"""What a worker does once, when it starts.

A page of 300 people makes ten thousands of objects, enough for Python to look through
everything it holds: modules, routes and templates too, which never go. That took 60 to
110 ms of some pages. So all of that is read first and laid aside, and young objects
are looked through less often: most are gone when the page is.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver

if TYPE_CHECKING:
    from collections.abc import Iterator

PRODUCT, PLACE = "kam", -3
YOUNG = 10_000


def settle() -> None:
    """Read routes and templates, and spare the garbage collector what stays."""
    _ = get_resolver().url_patterns
    for name in template_names():
        get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])


def template_names() -> Iterator[str]:
    """Yield the name of every template of the product."""
    for folder in get_app_template_dirs("templates"):
        if folder.parts[PLACE] == PRODUCT:
            for path in sorted(folder.rglob("*.html")):
                yield path.relative_to(folder).as_posix()
