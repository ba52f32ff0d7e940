"""Paths of the adoption ladder."""

from django.urls import path

from kam.adoption import views

app_name = "adoption"
urlpatterns = [
    path("accounts/<int:pk>/adoption", views.account_ladder, name="account"),
    path("people/<int:pk>/adoption", views.judge_gates, name="judge"),
]
