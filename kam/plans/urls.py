"""Paths of plans; the page of a plan is composed on the desk."""

from django.urls import path

from kam.plans.views import phases, plans, steps, visits

app_name = "plans"

urlpatterns = [
    path("accounts/<int:pk>/phases", phases.phases, name="phases"),
    path("people/<int:pk>/plans", plans.of_person, name="of-person"),
    path("plans", plans.plan_list, name="list"),
    path("plans/export", plans.export, name="export"),
    path("plans/new", plans.new, name="new"),
    path("plans/<int:pk>/edit", plans.edit, name="edit"),
    path("plans/<int:pk>/activate", plans.activate, name="activate"),
    path("plans/<int:pk>/redraft", plans.redraft, name="redraft"),
    path("plans/<int:pk>/close", plans.close, name="close"),
    path("plans/<int:pk>/reopen", plans.reopen, name="reopen"),
    path("plans/<int:pk>/steps/new", steps.new, name="step-new"),
    path("plans/steps/<int:pk>", steps.edit, name="step"),
    path("plans/steps/<int:pk>/place", steps.place, name="place"),
    path("plans/steps/<int:pk>/unadd", steps.unadd, name="unadd"),
    path("plans/steps/<int:pk>/finish", steps.finish, name="finish"),
    path("plans/steps/<int:pk>/drop", steps.drop, name="drop"),
    path("plans/steps/<int:pk>/reopen", steps.reopen, name="step-reopen"),
    path("plans/steps/<int:pk>/visits", visits.link, name="link"),
    path("plans/visits/<int:pk>/unlink", visits.unlink, name="unlink"),
    path("plans/visits/<int:pk>/relink", visits.relink, name="relink"),
    path("plans/visits/<int:pk>/moved", visits.moved, name="moved"),
    path("plans/visits/<int:pk>/stayed", visits.stayed, name="stayed"),
    path("plans/visits/<int:pk>/unsay", visits.unsay, name="unsay"),
]
