"""Doors of this room."""

from django.urls import path

from kam.sync.views import snapshot, worker

app_name = "sync"
urlpatterns = [
    path("service-worker.js", worker.worker, name="worker"),
    path("manifest.webmanifest", worker.manifest, name="manifest"),
    path("sync/snapshot", snapshot.snapshot, name="snapshot"),
]
