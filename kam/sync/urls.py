"""Doors of this room."""

from django.urls import URLPattern, path

from kam.sync.views import push, shell, snapshot, worker

app_name = "sync"

urlpatterns: list[URLPattern] = [
    path("service-worker.js", worker.worker, name="worker"),
    path("manifest.webmanifest", worker.manifest, name="manifest"),
    path("sync/hello", push.greeted, name="hello"),
    path("sync/push", push.pushed, name="push"),
    path("offline/<slug:language>", shell.shell, name="shell"),
    path("sync/snapshot", snapshot.snapshot, name="snapshot"),
]
