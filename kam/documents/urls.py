"""Paths of the letterhead."""

from django.urls import path

from kam.documents import views

app_name = "documents"

urlpatterns = [
    path("settings/documents", views.template, name="letterhead"),
    path("settings/documents/preview", views.preview, name="preview"),
]
