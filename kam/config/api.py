"""The API assembled from the rooms' routers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from kam import __version__
from kam.core.errors import Invalid, KamError
from kam.web.problems import problem_json

api = NinjaAPI(
    title="绩效先锋 · Performance Frontier KAM",
    version=__version__,
    docs_url=None,
    urls_namespace="api",
)


@api.exception_handler(KamError)
def _refused(request: HttpRequest, error: KamError) -> HttpResponse:  # noqa: ARG001
    return problem_json(error)


@api.exception_handler(ValidationError)
def _misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
    faults = {
        ".".join(str(part) for part in fault["loc"][2:] or fault["loc"]): [fault["msg"]]
        for fault in error.errors
    }
    return problem_json(Invalid(fields=faults))
