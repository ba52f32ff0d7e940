"""Paths of the questions room."""

from django.urls import path

from kam.questions import views

app_name = "questions"
urlpatterns = [
    path("accounts/<int:pk>/questions", views.account, name="account"),
    path("accounts/<int:pk>/questions/new", views.new, name="new"),
    path("accounts/<int:pk>/questions/asked", views.asked, name="asked"),
    path("accounts/<int:pk>/questions/dismiss", views.dismiss, name="dismiss"),
    path("me/puzzles", views.puzzles, name="puzzles"),
    path("me/puzzles/later", views.puzzles_later, name="puzzles-later"),
    path("questions/<int:pk>/edit", views.edit, name="edit"),
    path("questions/<int:pk>/answer", views.answer, name="answer"),
    path("questions/<int:pk>/unanswer", views.unanswer, name="unanswer"),
    path("questions/<int:pk>/restore", views.restore, name="restore"),
    path("askings/<int:pk>/retract", views.unask, name="unask"),
]
