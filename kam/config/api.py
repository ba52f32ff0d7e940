"""The API assembled from the rooms' routers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from kam import __version__
from kam.accounts import api as accounts
from kam.blueprints import api as blueprints
from kam.catalog import api as catalog
from kam.core.errors import Invalid, KamError
from kam.core.text import mark
from kam.desk import api as desk
from kam.documents import api as documents
from kam.handover import api as handover
from kam.judgements import api as judgements
from kam.needs import api as needs
from kam.notices import api as notices
from kam.packs import api as packs
from kam.people import api as people
from kam.performance import api as performance
from kam.pipeline import api as pipeline
from kam.plans import api as plans
from kam.questions import api as questions
from kam.relations import api as relations
from kam.resources import api as resources
from kam.sync import api as sync
from kam.thinking import api as thinking
from kam.visits import api as visits
from kam.web.interface import StrictParser
from kam.web.operations import DeclaredApi
from kam.web.problems import problem_json

api = DeclaredApi(
    title="绩效先锋 · Performance Frontier KAM",
    version=__version__,
    docs_url=None,
    urls_namespace="api",
    parser=StrictParser(),
)


@api.exception_handler(KamError)
def _refused(request: HttpRequest, error: KamError) -> HttpResponse:  # noqa: ARG001
    return problem_json(error)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
    if isinstance(error.__cause__, KamError):
        return problem_json(error.__cause__)
    told = KamError(
        mark("请求的内容读不懂"),
        todo=mark("请求正文要用 UTF-8 编码的 JSON，见 /api/v1/openapi.json"),
    )
    told.status = error.status_code
    return problem_json(told)


@api.exception_handler(ValidationError)
def _misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
    faults = {
        ".".join(str(part) for part in fault["loc"][2:] or fault["loc"]): [fault["msg"]]
        for fault in error.errors
    }
    return problem_json(Invalid(fields=faults))


api.add_router("/accounts", accounts.accounts)
api.add_router("/stakeholders", accounts.stakeholders)
api.add_router("/judgements", judgements.router)
api.add_router("/lines", relations.lines)
api.add_router("/ties", relations.ties)
api.add_router("/roles", relations.roles)
api.add_router("/observations", thinking.router)
api.add_router("/handovers", handover.router)
api.add_router("/questions", questions.router)
api.add_router("/problems", needs.problems)
api.add_router("/places", needs.places)
api.add_router("/cards", needs.cards)
api.add_router("/claims", needs.claims)
api.add_router("/messages", needs.messages)
api.add_router("/plans", plans.plans)
api.add_router("/steps", plans.steps)
api.add_router("/resources", resources.resources)
api.add_router("/bookings", resources.bookings)
api.add_router("/blueprints", blueprints.blueprints)
api.add_router("/blueprints", blueprints.parts)
api.add_router("", blueprints.objectives)
api.add_router("", blueprints.remarks)
api.add_router("", blueprints.reviews)
api.add_router("", blueprints.handouts)
api.add_router("", desk.router)
api.add_router("/outlines", blueprints.outlines)
api.add_router("/opportunities", pipeline.opportunities)
api.add_router("/purchases", pipeline.purchases)
api.add_router("/calibration", pipeline.calibration)
api.add_router("/placements", pipeline.placements)
api.add_router("/products", catalog.router)
api.add_router("/packs", packs.router)
api.add_router("/letterhead", documents.router)
api.add_router("/behaviour", performance.behaviour)
api.add_router("/figures", performance.figures)
api.add_router("/frontier", performance.analysis)
api.add_router("/frontier/columns", performance.columns)
api.add_router("/frontier", performance.frontier)
api.add_router("/targets", performance.targets)
api.add_router("/frontier", performance.periods)
api.add_router("/visits", visits.visits)
api.add_router("/visits", visits.probes)
api.add_router("/visits", visits.visit_files)
api.add_router("/files", visits.files)
api.add_router("/visits", visits.visit_quotes)
api.add_router("/quotes", visits.quotes)
api.add_router("/actions", visits.actions)
api.add_router("/promises", visits.promises)
api.add_router("/sync", sync.batches)
api.add_router("/envelopes", sync.envelopes)
api.add_router("/notices", notices.router)
api.add_router("/me", people.me)
api.add_router("/territories", people.territories)
