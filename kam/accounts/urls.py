"""Paths of the accounts room."""

from django.urls import URLPattern, path

from kam.accounts import views

app_name = "accounts"


urlpatterns: list[URLPattern] = [
    path("accounts", views.soon, name="list"),
    path("accounts/new", views.soon, name="new"),
    path("accounts/export", views.soon, name="export"),
    path("accounts/<int:pk>/edit", views.soon, name="edit"),
    path("accounts/<int:pk>/share", views.soon, name="share"),
    path("accounts/<int:pk>/archive", views.soon, name="archive"),
    path("accounts/<int:pk>/restore", views.soon, name="restore"),
    path("accounts/<int:pk>/people/new", views.soon, name="person-new"),
    path("people/<int:pk>", views.soon, name="person"),
]
