"""Paths of the accounts room."""

from django.urls import URLPattern, path

from kam.accounts.views import accounts, lists, people, shares

app_name = "accounts"


urlpatterns: list[URLPattern] = [
    path("accounts", lists.account_list, name="list"),
    path("accounts/new", accounts.new, name="new"),
    path("accounts/similar", accounts.similar, name="similar"),
    path("accounts/units", accounts.units, name="units"),
    path("accounts/export", lists.export, name="export"),
    path("accounts/<int:pk>/edit", accounts.edit, name="edit"),
    path("accounts/<int:pk>/share", shares.share, name="share"),
    path("accounts/<int:pk>/share/<int:share_pk>/end", shares.unshare, name="unshare"),
    path("accounts/<int:pk>/archive", accounts.archive, name="archive"),
    path("accounts/<int:pk>/restore", accounts.restore, name="restore"),
    path("accounts/<int:pk>/people/new", people.new, name="person-new"),
    path("accounts/<int:pk>/people/similar", people.similar, name="person-similar"),
    path("people/<int:pk>", people.edit, name="person"),
    path("people/<int:pk>/reopen", people.reopen, name="person-reopen"),
    path("people/<int:pk>/left", people.left, name="person-left"),
    path("people/<int:pk>/back", people.back, name="person-back"),
]
