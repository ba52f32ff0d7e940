"""A form sent twice is carried out once, and the second answer equals the first.

The key, the change and the answer are stored in one transaction, so a crash
between them cannot happen.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.web.models import Receipt
from kam.web.problems import answer_for
from kam.web.surfaces import surface_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import UploadedFile

FIELD = "idempotency_key"
HEADER = "Idempotency-Key"
LARGEST_KEY = 80
KEPT_BODY = 200_000
KEPT_FOR = timedelta(days=2)
FORGOTTEN_AT_ONCE = 50


def key_of(request: HttpRequest) -> str:
    """Return the idempotency key a request carries, if any."""
    if request.path.startswith("/api/"):
        return request.headers.get(HEADER, "")
    return request.POST.get(FIELD, "")


def digest_of(request: HttpRequest) -> str:
    """Digest what was asked, so that a key cannot serve another request."""
    if request.path.startswith("/api/"):
        return hashlib.sha256(request.body).hexdigest()
    told = sorted(
        (name, values)
        for name, values in request.POST.lists()
        if name not in (FIELD, "csrfmiddlewaretoken")
    )
    files = sorted(
        (name, file.name, _content_digest(file))
        for name, files in request.FILES.lists()
        for file in files
    )
    return hashlib.sha256(repr((told, files)).encode()).hexdigest()


def _content_digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


class OnceMiddleware:
    """Remember the answer to each keyed request of a signed-in person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Carry the request out once, or repeat the answer that was given."""
        user = caller(request)
        key = key_of(request) if request.method == "POST" else ""
        if not key or user is None or not _is_once(request):
            return self.get_response(request)
        if len(key) > LARGEST_KEY or "\x00" in key:
            return answer_for(request, Invalid(mark("提交标识无效，请刷新页面后重试")))
        receipt = Receipt(
            user_id=user, key=key, route=request.path[:200], digest=digest_of(request)
        )
        with transaction.atomic():
            if not _is_first(receipt):
                return self._again(request, receipt)
            return self._first(request, receipt)

    def _first(self, request: HttpRequest, receipt: Receipt) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            transaction.set_rollback(True)
            return answer
        _keep(receipt, answer)
        receipt.save()
        _forget_old()
        return answer

    def _again(self, request: HttpRequest, receipt: Receipt) -> HttpResponse:
        given = Receipt.objects.get(user_id=receipt.user_id, key=receipt.key)
        if (given.route, given.digest) != (receipt.route, receipt.digest):
            error = Invalid(
                mark("这个提交标识已用于另一次提交"),
                todo=mark("请刷新页面后再提交"),
            )
            return answer_for(request, error)
        answer = HttpResponse(
            given.body, status=given.status, content_type=given.content_type
        )
        if given.location:
            answer["Location"] = given.location
        if given.etag:
            answer["ETag"] = given.etag
        return answer


def _keep(receipt: Receipt, answer: HttpResponse) -> None:
    """Write the answer into its receipt; a secret in it is never kept."""
    if elsewhere := getattr(answer, "shown_once", ""):
        receipt.status, receipt.location = HTTPStatus.SEE_OTHER, elsewhere
        return
    receipt.status = answer.status_code
    receipt.location = answer.headers.get("Location", "")[:500]
    receipt.etag = answer.headers.get("ETag", "")[:80]
    receipt.content_type = answer.headers.get("Content-Type", "")[:80]
    if not answer.streaming and len(answer.content) <= KEPT_BODY:
        receipt.body = answer.content.decode("utf-8", "replace")


def _forget_old() -> None:
    """Forget some answers nobody will ask for again; they hold people's texts."""
    old = Receipt.objects.filter(created_at__lt=now() - KEPT_FOR).order_by("pk")
    some = old.select_for_update(skip_locked=True)[:FORGOTTEN_AT_ONCE]
    if pks := [receipt.pk for receipt in some.only("pk")]:
        Receipt.objects.filter(pk__in=pks).delete()


def _is_once(request: HttpRequest) -> bool:
    """Whether the door asked for is carried out once for a key."""
    try:
        declared = surface_of(resolve(request.path_info).func)
    except Resolver404:
        return True
    return declared is None or declared.once


def _is_first(receipt: Receipt) -> bool:
    """Store the key; a second request waits here until the first has ended."""
    try:
        with transaction.atomic():
            receipt.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def caller(request: HttpRequest) -> int | None:
    """Return the id of whoever asks, through a session or a token."""
    user = getattr(request, "user", None)
    return user.pk if user is not None and user.is_authenticated else None
