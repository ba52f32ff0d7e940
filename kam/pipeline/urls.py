"""Paths of opportunities, purchases and platforms."""

from django.urls import path

from kam.pipeline.views import (
    account,
    calibration,
    grids,
    moving,
    opportunities,
    platforms,
    purchases,
    words,
)

app_name = "pipeline"

urlpatterns = [
    path("opportunities", opportunities.opportunity_list, name="list"),
    path("opportunities/export", opportunities.export, name="export"),
    path("opportunities/new", opportunities.new, name="new"),
    path("opportunities/lists", words.word_lists, name="words"),
    path("opportunities/lists/<slug:kind>/new", words.new, name="word-new"),
    path("opportunities/lists/<slug:kind>/<int:pk>", words.edit, name="word"),
    path("opportunities/moves/<int:pk>/undo", moving.undo, name="unmove"),
    path("opportunities/<int:pk>", opportunities.detail, name="detail"),
    path("opportunities/<int:pk>/edit", opportunities.edit, name="edit"),
    path("opportunities/<int:pk>/stage", moving.to_stage, name="stage"),
    path("opportunities/<int:pk>/win", moving.won, name="win"),
    path("opportunities/<int:pk>/lose", moving.lost, name="lose"),
    path("opportunities/<int:pk>/reopen", moving.reopened, name="reopen"),
    path("opportunities/<int:pk>/retract", opportunities.retract, name="retract"),
    path("opportunities/<int:pk>/restore", opportunities.restore, name="restore"),
    path("calibration", calibration.calibration, name="calibration"),
    path("calibration/export", calibration.export, name="calibration-export"),
    path("purchases", purchases.purchase_list, name="purchases"),
    path("purchases/export", purchases.export, name="purchases-export"),
    path("purchases/new", purchases.new, name="purchase-new"),
    path("purchases/<int:pk>", purchases.edit, name="purchase"),
    path("purchases/<int:pk>/retract", purchases.retract, name="purchase-retract"),
    path("purchases/<int:pk>/restore", purchases.restore, name="purchase-restore"),
    path("accounts/<int:pk>/deals", account.deals, name="account"),
    path("accounts/<int:pk>/platform", platforms.platform, name="platform"),
    path("accounts/<int:pk>/platform/screen", platforms.screen, name="screen"),
    path("accounts/<int:pk>/platform/<slug:to>", platforms.move, name="move-account"),
    path("platforms", grids.grids, name="grids"),
    path("platforms/board", grids.board, name="board"),
    path("platforms/accounts", grids.placement_list, name="placements"),
    path("platforms/accounts/export", grids.export, name="placements-export"),
    path("placements/<int:pk>/undo", platforms.undo, name="unplace"),
]
