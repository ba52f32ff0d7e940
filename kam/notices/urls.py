"""Paths of notices."""

from django.urls import URLPattern, path

from kam.notices.views import digests, own

app_name = "notices"

urlpatterns: list[URLPattern] = [
    path("notices", own.notices, name="list"),
    path("notices/count", own.count, name="count"),
    path("notices/read", own.marked_read, name="read"),
    path("notices/unread", own.marked_unread, name="unread"),
    path("notices/snooze", own.snoozed, name="snooze"),
    path("notices/wake", own.woken, name="wake"),
    path("notices/kinds/<slug:kind>/mute", own.muted, name="mute"),
    path("notices/kinds/<slug:kind>/hear", own.heard, name="hear"),
    path("notices/stop/<str:signed>", digests.stopped, name="stop"),
    path("settings/notices", digests.digest, name="digest"),
    path("settings/letters", digests.letters, name="letters"),
    path("settings/letters/<int:pk>/again", digests.again, name="again"),
]
