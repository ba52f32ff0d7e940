"""Paths that belong to no room: health and the gallery."""

from django.urls import URLPattern, path

from kam.web import gallery, health

app_name = "web"

urlpatterns: list[URLPattern] = [
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
    path("gallery", gallery.gallery, name="gallery"),
]
