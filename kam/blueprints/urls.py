"""Paths of account plans."""

from django.urls import path

from kam.blueprints.views import (
    deciding,
    lists,
    meeting,
    outlines,
    plan,
    sharing,
    writing,
)

app_name = "blueprints"
HERE = "blueprints/<int:pk>"

urlpatterns = [
    path("blueprints", lists.blueprints, name="list"),
    path("blueprints/export", lists.export, name="export"),
    path("accounts/<int:pk>/blueprint", plan.account, name="account"),
    path("accounts/<int:pk>/blueprint/begin", plan.begin, name="begin"),
    path(HERE, plan.detail, name="detail"),
    path(f"{HERE}/versions", plan.versions, name="versions"),
    path(f"{HERE}/sections/<slug:key>", writing.section, name="section"),
    path(f"{HERE}/objectives/new", writing.new_objective, name="objective-new"),
    path("objectives/<int:pk>", writing.objective, name="objective"),
    path("objectives/<int:pk>/drop", writing.drop, name="objective-drop"),
    path("objectives/<int:pk>/restore", writing.restore, name="objective-restore"),
    path(f"{HERE}/submit", deciding.submit, name="submit"),
    path(f"{HERE}/withdraw", deciding.withdraw, name="withdraw"),
    path(f"{HERE}/amend", deciding.amend, name="amend"),
    path(f"{HERE}/approve", deciding.approve, name="approve"),
    path(f"{HERE}/send-back", deciding.send_back, name="send-back"),
    path(f"{HERE}/undo", deciding.undo, name="undo"),
    path(f"{HERE}/remarks", deciding.remark, name="remark"),
    path("remarks/<int:pk>/settle", deciding.settle, name="remark-settle"),
    path("remarks/<int:pk>/reopen", deciding.reopen, name="remark-reopen"),
    path(f"{HERE}/reviews", meeting.begin, name="review-open"),
    path("reviews/<int:pk>", meeting.review, name="review"),
    path("reviews/<int:pk>/findings", meeting.find, name="finding"),
    path("reviews/<int:pk>/close", meeting.close, name="review-close"),
    path("reviews/<int:pk>/reopen", meeting.reopen, name="review-reopen"),
    path("findings/<int:pk>/drop", meeting.drop, name="finding-drop"),
    path("findings/<int:pk>/restore", meeting.restore, name="finding-restore"),
    path(f"{HERE}/share", sharing.share, name="share"),
    path("handouts/<int:pk>/revoke", sharing.revoke, name="handout-revoke"),
    path("handouts/<int:pk>/document", sharing.document, name="handout-document"),
    path("shared/<str:secret>", sharing.shared, name="shared"),
    path(
        "shared/<str:secret>/document",
        sharing.shared_document,
        name="shared-document",
    ),
    path("outlines", outlines.outlines, name="outlines"),
    path("outlines/new", outlines.write, name="outline-new"),
    path("outlines/<int:number>", outlines.outline, name="outline"),
    path("outlines/<int:number>/file", outlines.export, name="outline-export"),
    path("outlines/<int:number>/use", outlines.use, name="outline-use"),
]
