"""Doors of this room."""

from django.urls import URLPattern, path

from kam.sync.views import outbox, push, quarantine, shell, snapshot, worker

app_name = "sync"

urlpatterns: list[URLPattern] = [
    path("service-worker.js", worker.worker, name="worker"),
    path("manifest.webmanifest", worker.manifest, name="manifest"),
    path("sync", outbox.home, name="home"),
    path("sync/items/<int:pk>/choose", outbox.chosen, name="choose"),
    path("sync/items/<int:pk>/hurry", outbox.hurried, name="hurry"),
    path("sync/items/<int:pk>/give-up", outbox.given_up, name="give-up"),
    path("sync/items/<int:pk>/take-back", outbox.taken_back, name="take-back"),
    path("sync/devices/<int:pk>/forget", outbox.forgotten, name="forget"),
    path("sync/quarantine", quarantine.listed, name="quarantine"),
    path("sync/quarantine/bring", quarantine.brought, name="bring"),
    path("sync/quarantine/<int:pk>/admit", quarantine.admitted, name="admit"),
    path("sync/quarantine/<int:pk>/refuse", quarantine.refused, name="refuse"),
    path(
        "sync/quarantine/<int:pk>/reconsider",
        quarantine.reconsidered,
        name="reconsider",
    ),
    path("sync/hello", push.greeted, name="hello"),
    path("sync/push", push.pushed, name="push"),
    path("offline/<slug:language>", shell.shell, name="shell"),
    path("sync/snapshot", snapshot.snapshot, name="snapshot"),
]
