"""Paths of the room of change."""

from django.urls import path

from kam.change import views

app_name = "change"
urlpatterns = [
    path("accounts/<int:pk>/change", views.account_change, name="account"),
    path("people/<int:pk>/change", views.judge_terms, name="judge"),
]
