"""The way between a device and the server, and all that happens on it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from random import Random

    from django.test import Client

PORTAL = b"<!doctype html><title>Free wireless</title><p>Please sign in."
MISHAPS = (
    "lost", "cut", "portal", "empty", "broken", "twice", "wrong hash", "fine", "fine",
)  # fmt: skip


@dataclass
class Wire:
    """Carries batches, badly while there is trouble, and well once it is healed."""

    rng: Random
    is_healed: bool = False
    met: dict[str, int] = field(default_factory=dict)

    def post(self, client: Client, told: dict[str, Any]) -> bytes | None:
        """Carry a batch there and an answer back, or not."""
        mishap = "fine" if self.is_healed else self.rng.choice(MISHAPS)
        self.met[mishap] = self.met.get(mishap, 0) + 1
        if mishap == "lost":
            return None
        if mishap == "portal":
            return PORTAL
        if mishap == "twice":
            self._carried(client, told)
        answer = self._carried(client, told)
        return self._spoilt(mishap, answer)

    def _carried(self, client: Client, told: dict[str, Any]) -> bytes:
        answer = client.post(
            reverse("sync:push"), json.dumps(told), content_type="application/json"
        )
        assert answer.status_code in (
            HTTPStatus.OK,
            HTTPStatus.UNAUTHORIZED,
            HTTPStatus.CONFLICT,
        ), answer.content.decode()
        content: bytes = answer.content
        return content

    def _spoilt(self, mishap: str, answer: bytes) -> bytes:
        if mishap == "cut":
            return answer[: self.rng.randrange(len(answer))]
        if mishap == "empty":
            return b""
        if mishap == "broken":
            return b'{"receipts": [{"op": null}, 7'
        if mishap == "wrong hash":
            told = json.loads(answer)
            for receipt in told.get("receipts", []):
                receipt["hash"] = "0" * 64
            return json.dumps(told).encode()
        return answer
