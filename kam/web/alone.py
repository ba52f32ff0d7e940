"""Writing a page that nobody serves: one file, without settings or a request.

Whatever the template shows must be text already: dates and numbers would ask for
settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template import Context, Engine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_alone(folder: Path, name: str, page: Mapping[str, object]) -> str:
    """Fill one template of a folder; every text in it is escaped."""
    engine = Engine(dirs=[str(folder)])
    return engine.get_template(name).render(Context(dict(page)))
