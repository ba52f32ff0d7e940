"""Paths of the judgements room."""

from django.urls import path

from kam.judgements import views

app_name = "judgements"
urlpatterns = [
    path("people/<int:pk>/judgements", views.history, name="history"),
    path("people/<int:pk>/judge/<slug:aspect>", views.judge_person, name="judge"),
    path("judgements/<int:pk>/retract", views.take_back, name="retract"),
    path("judgements/<int:pk>/restore", views.put_back, name="restore"),
]
