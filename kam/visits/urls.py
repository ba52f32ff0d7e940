"""Paths of the visits room; the page of one visit is composed on the desk."""

from django.urls import URLPattern, path

from kam.visits.views import (
    calendar,
    commitments,
    files,
    lists,
    planning,
    probing,
    quotes,
    recording,
    week,
)

app_name = "visits"


urlpatterns: list[URLPattern] = [
    path("visits", lists.visits, name="list"),
    path("visits/export", lists.export, name="export"),
    path("visits/new", planning.new, name="new"),
    path("visits/week", week.week, name="week"),
    path("visits/week/plan", week.plan, name="week-plan"),
    path("visits/week/undo", week.undo, name="week-undo"),
    path("settings/calendar", calendar.calendar, name="calendar"),
    path("settings/calendar/<int:pk>/choose", calendar.choose, name="calendar-choose"),
    path("settings/calendar/<int:pk>/revoke", calendar.revoke, name="calendar-revoke"),
    path("calendar/<str:secret>.ics", calendar.file, name="calendar-file"),
    path("visits/start", recording.start, name="start"),
    path("visits/<int:pk>/record", recording.record, name="record"),
    path("visits/<int:pk>/files", files.add, name="files"),
    path("visits/<int:pk>/files/announce", files.announce, name="file-announce"),
    path("visits/files/<uuid:key>", files.parts, name="file-parts"),
    path("visits/files/<uuid:key>/content", files.content, name="file"),
    path("visits/files/<uuid:key>/retract", files.retract, name="file-retract"),
    path("visits/files/<uuid:key>/restore", files.restore, name="file-restore"),
    path("visits/<int:pk>/edit", planning.edit, name="edit"),
    path("visits/<int:pk>/move", week.move, name="move"),
    path("visits/<int:pk>/cancel", planning.cancel, name="cancel"),
    path("visits/<int:pk>/restore", planning.restore, name="restore"),
    path("visits/<int:pk>/carry", planning.carry, name="carry"),
    path("visits/<int:pk>/ask", planning.ask, name="ask"),
    path("visits/<int:pk>/review", planning.review, name="review"),
    path("visits/<int:pk>/amend", recording.amend, name="amend"),
    path("visits/<int:pk>/probes", probing.probes, name="probes"),
    path("visits/<int:pk>/probes/new", probing.new_probe, name="probe-new"),
    path("visits/<int:pk>/probes/take", probing.take, name="probe-take"),
    path("visits/<int:pk>/probes/<int:probe>", probing.edit, name="probe-edit"),
    path("visits/<int:pk>/probes/<int:probe>/heard", probing.heard, name="probe-heard"),
    path(
        "visits/<int:pk>/probes/<int:probe>/follow", probing.follow, name="probe-follow"
    ),
    path(
        "visits/<int:pk>/probes/<int:probe>/unask",
        probing.take_hearing_back,
        name="probe-unask",
    ),
    path("visits/<int:pk>/probes/<int:probe>/drop", probing.drop, name="probe-drop"),
    path(
        "visits/<int:pk>/probes/<int:probe>/restore",
        probing.put_back,
        name="probe-restore",
    ),
    path("people/<int:pk>/quotes", quotes.quotes, name="quotes"),
    path("quotes/<int:pk>/retract", quotes.retract, name="quote-retract"),
    path("quotes/<int:pk>/restore", quotes.restore, name="quote-restore"),
    path("accounts/<int:pk>/actions/new", commitments.new_action, name="action-new"),
    path("actions/<int:pk>/close", commitments.end_action, name="action-close"),
    path("actions/<int:pk>/reopen", commitments.undo_action, name="action-reopen"),
    path("accounts/<int:pk>/promises/new", commitments.new_promise, name="promise-new"),
    path("promises/<int:pk>/close", commitments.end_promise, name="promise-close"),
    path("promises/<int:pk>/reopen", commitments.undo_promise, name="promise-reopen"),
]
