"""Paths of the relations room."""

from django.urls import path

from kam.relations.views import lines, maps, people, roles

app_name = "relations"
urlpatterns = [
    path("accounts/<int:pk>/map", maps.show, name="map"),
    path("accounts/<int:pk>/matrix", maps.matrix, name="matrix"),
    path("accounts/<int:pk>/lines/new", lines.draw, name="line-new"),
    path("lines/<int:pk>/edit", lines.redraw, name="line-edit"),
    path("lines/<int:pk>/end", lines.end, name="line-end"),
    path("lines/<int:pk>/reopen", lines.reopen, name="line-reopen"),
    path("lines/<int:pk>/retract", lines.take_back, name="line-retract"),
    path("lines/<int:pk>/restore", lines.put_back, name="line-restore"),
    path("people/<int:pk>/ties/new", people.know, name="tie-new"),
    path("ties/<int:pk>/retract", people.forget_tie, name="tie-retract"),
    path("ties/<int:pk>/restore", people.restore_tie, name="tie-restore"),
    path("people/<int:pk>/layer", people.change_layer, name="layer"),
    path("moves/<int:pk>/back", people.layer_back, name="layer-back"),
    path("people/<int:pk>/seat", people.seat, name="seat"),
    path("accounts/<int:pk>/roles/new", roles.want, name="role-new"),
    path("roles/<int:pk>/find", roles.find, name="role-find"),
    path("roles/<int:pk>/lose", roles.lose, name="role-lose"),
    path("roles/<int:pk>/retract", roles.take_back, name="role-retract"),
    path("roles/<int:pk>/restore", roles.put_back, name="role-restore"),
]
