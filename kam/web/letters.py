"""Rendering a letter: the one place beside the doors where a template is filled."""

from __future__ import annotations

from django.template.loader import render_to_string


def written(template: str, page: object) -> str:
    """Return a letter written from one finished page."""
    return render_to_string(template, {"page": page})
