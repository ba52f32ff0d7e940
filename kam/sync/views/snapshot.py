"""The copy of one's own work for a device."""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from kam.sync.keys import person_key
from kam.sync.pages.snapshot import snapshot_of
from kam.sync.services import give_leases
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from typing import Any

    from kam.web.doors import PersonRequest


@surface("profile", "see", json=True)
@require_safe
def snapshot(request: PersonRequest) -> HttpResponse:
    """Give a person what they may read without signal, or say that nothing changed."""
    told = snapshot_of(request.user, person_key(request.user))
    give_leases(user=request.user, account_ids=[row["id"] for row in told["accounts"]])
    mark = _mark(told)
    if request.headers.get("If-None-Match") == mark:
        answer = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    answer["ETag"] = mark
    answer["Vary"] = "Cookie"
    return answer


def _mark(told: dict[str, Any]) -> str:
    """Return what changes whenever anything does but the time it was made."""
    rest = {name: value for name, value in told.items() if name != "made_at"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
