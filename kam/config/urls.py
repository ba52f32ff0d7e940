"""Every path of the product; each room lists its own."""

from django.urls import URLPattern, URLResolver, include, path

from kam.config.api import api
from kam.desk import urls as desk
from kam.visits import urls as visits

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kam.web.urls")),
    path("", include("kam.people.urls")),
    path("", include("kam.notices.urls")),
    path("", include("kam.desk.urls")),
    path("", include("kam.catalog.urls")),
    path("", include("kam.packs.urls")),
    path("", include("kam.documents.urls")),
    path("", include("kam.accounts.urls")),
    path("", include("kam.judgements.urls")),
    path("", include("kam.adoption.urls")),
    path("", include("kam.needs.urls")),
    path("", include("kam.relations.urls")),
    path("", include("kam.change.urls")),
    path("", include("kam.thinking.urls")),
    path("", include("kam.questions.urls")),
    path("", include(([*visits.urlpatterns, *desk.visit_patterns], visits.app_name))),
    path("", include("kam.handover.urls")),
    path("", include("kam.plans.urls")),
    path("", include("kam.blueprints.urls")),
    path("", include("kam.pipeline.urls")),
    path("", include("kam.resources.urls")),
    path("", include("kam.performance.urls")),
    path("", include("kam.sync.urls")),
    path("", include("kam.transfer.urls")),
    path("", include("kam.privacy.urls")),
    path("api/v1/", api.urls),
]

handler400 = "kam.web.problems.misshapen"
handler403 = "kam.web.problems.refused"
handler404 = "kam.web.problems.not_found"
handler500 = "kam.web.problems.failed"
