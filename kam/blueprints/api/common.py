"""What every door of this room's API asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from ninja import Path

from kam.blueprints.queries import blueprint_of
from kam.blueprints.schemas import BlueprintOut, told
from kam.people.policies import require
from kam.web.interface import require_match, tagged

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from kam.blueprints.models import Blueprint
    from kam.people.models import User

Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
NOUN, APPROVAL, OUTLINE = "blueprint", "approval", "outline"


def asked(request: HttpRequest) -> User:
    """Return who asks."""
    user: User = request.auth  # type: ignore[attr-defined]
    return user


def matched(
    request: HttpRequest, pk: int, allowed: Callable[[User, Blueprint], bool]
) -> tuple[User, Blueprint]:
    """Return who asks and the plan, if they may and speak of its newest revision."""
    user = asked(request)
    row = blueprint_of(user, pk)
    require(allowed(user, row))
    require_match(request, row)
    return user, row


def answer(user: User, response: HttpResponse, pk: int) -> Any:
    """Return a plan as it is after a change."""
    row = blueprint_of(user, pk)
    tagged(response, row)
    return told(user, row, BlueprintOut)
