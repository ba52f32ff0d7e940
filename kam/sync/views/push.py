"""Saying hello to a device, and taking what it sends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.people.scopes import may
from kam.sync.keys import person_key
from kam.sync.rules.frames import OtherUser, read_frame
from kam.sync.schemas import answer, hello
from kam.sync.services import Claim, Item, push
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.sync.rules.frames import Frame
    from kam.web.doors import PersonRequest

UNREADABLE = mark("请求的内容读不懂")


@surface("profile", "see", json=True)
@require_safe
def greeted(request: PersonRequest) -> HttpResponse:
    """Tell a device who is signed in, and how to send."""
    return _plain(hello(request.user, get_token(request)))


@surface("envelope", "create", json=True)
@require_POST
def pushed(request: PersonRequest) -> HttpResponse:
    """Take a batch and answer for every item of it."""
    require(may(request.user, "envelope", "create"))
    frame = _frame(request)
    if str(frame.user) != person_key(request.user):
        raise OtherUser
    receipts = push(
        actor=request.user,
        claim=Claim(frame.device, frame.now, frame.build, frame.left),
        items=[Item(op, text) for op, text in frame.items],
    )
    return _plain(answer(request.user, receipts))


def _frame(request: PersonRequest) -> Frame:
    if request.content_type != "application/json":
        raise Invalid(UNREADABLE)
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Invalid(UNREADABLE) from None
    return read_frame(told)


def _plain(told: dict[str, object]) -> HttpResponse:
    sent = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    sent["Cache-Control"] = "no-store"
    return sent
