"""Paths of the catalog room."""

from django.urls import URLPattern, path

app_name = "catalog"

urlpatterns: list[URLPattern] = []
