"""Paths of the privacy room."""

from django.urls import path

from kam.privacy import views

app_name = "privacy"
urlpatterns = [
    path("people/<int:pk>/privacy", views.person, name="person"),
    path("people/<int:pk>/privacy/export", views.export, name="export"),
    path("people/<int:pk>/privacy/erase", views.erase, name="erase"),
]
