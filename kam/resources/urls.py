"""Paths of resources; asking for one, and what it bought, are composed on the desk."""

from django.urls import URLPattern, path

from kam.resources.views import catalogue, deciding, requests, rules, using

app_name = "resources"

urlpatterns: list[URLPattern] = [
    path("resources", catalogue.resource_list, name="list"),
    path("resources/export", catalogue.export, name="export"),
    path("resources/new", catalogue.new, name="new"),
    path("resources/calendar", catalogue.calendar, name="calendar"),
    path("resources/rules", rules.rule_list, name="rules"),
    path("resources/rules/<slug:kind>", rules.edit, name="rule"),
    path("resources/<int:pk>", catalogue.resource, name="resource"),
    path("resources/<int:pk>/edit", catalogue.edit, name="edit"),
    path("resources/<int:pk>/archive", catalogue.archive, name="archive"),
    path("resources/<int:pk>/restore", catalogue.restore, name="restore"),
    path("requests", requests.request_list, name="requests"),
    path("requests/export", requests.export, name="requests-export"),
    path("requests/<int:pk>", requests.booking, name="booking"),
    path("requests/<int:pk>/edit", requests.edit, name="request-edit"),
    path("requests/<int:pk>/withdraw", requests.withdraw, name="withdraw"),
    path("requests/<int:pk>/resubmit", requests.resubmit, name="resubmit"),
    path("requests/<int:pk>/approve", deciding.approve, name="approve"),
    path("requests/<int:pk>/refuse", deciding.refuse, name="refuse"),
    path("requests/<int:pk>/reconsider", deciding.reconsider, name="reconsider"),
    path("requests/<int:pk>/use", using.use, name="use"),
    path("requests/<int:pk>/reopen", using.reopen, name="reopen"),
    path("requests/<int:pk>/cancel", using.cancel, name="cancel"),
    path("requests/<int:pk>/rebook", using.rebook, name="rebook"),
]
