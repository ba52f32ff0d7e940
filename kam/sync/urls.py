"""Doors of this room."""

from django.urls import path

from kam.sync.views import snapshot

app_name = "sync"
urlpatterns = [
    path("sync/snapshot", snapshot.snapshot, name="snapshot"),
]
