"""Paths of the thinking room."""

from django.urls import path

from kam.thinking import views

app_name = "thinking"
urlpatterns = [
    path("accounts/<int:pk>/thinking", views.account, name="account"),
    path("people/<int:pk>/thinking", views.person, name="person"),
    path("people/<int:pk>/thinking/off", views.leave_out, name="exempt"),
    path("people/<int:pk>/thinking/on", views.take_in, name="include"),
    path("observations/<int:pk>/retract", views.take_back, name="retract"),
    path("observations/<int:pk>/restore", views.put_back, name="restore"),
    path("settings/thinking", views.oneself, name="self"),
]
