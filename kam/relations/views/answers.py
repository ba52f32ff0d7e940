"""What every door of the map answers alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages

from kam.relations.pages.forming import map_url
from kam.web.doors import own_path, see_other
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User


def back(
    request: HttpRequest, account_id: int, person_id: int | None = None
) -> HttpResponse:
    """Lead back to where the deed was asked for, or to the map."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return see_other(own_path(wanted, map_url(account_id, person_id)))


def told(request: HttpRequest, text: str, undo: str = "") -> None:
    """Say what was done, and how to undo it."""
    messages.success(request, text, f"undo:{undo}" if undo else "")


def saved(
    request: HttpRequest, user: User, draft: tuple[str, str], text: str, undo: str
) -> None:
    """Say what was done, forget the draft of its form, and say how to undo it."""
    key = draft_key_of(user, *draft)
    messages.success(request, text, f"saved:{key} undo:{undo}")
