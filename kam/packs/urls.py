"""Paths of the packs room."""

from django.urls import URLPattern, path

from kam.packs.views import editing, files, reading

app_name = "packs"

urlpatterns: list[URLPattern] = [
    path("packs", reading.pack_list, name="list"),
    path("packs/import", files.take_in, name="import"),
    path("packs/<slug:key>", reading.pack, name="pack"),
    path("packs/<slug:key>/edit", editing.edit, name="edit"),
    path("packs/<slug:key>/versions", reading.versions, name="versions"),
    path("packs/<slug:key>/<int:number>", reading.version, name="version"),
    path("packs/<slug:key>/<int:number>/export", files.export, name="export"),
    path("packs/<slug:key>/<int:number>/use", editing.use, name="use"),
]
