"""Paths of the needs room."""

from django.urls import path

from kam.needs.views import problems

app_name = "needs"
urlpatterns = [
    path("accounts/<int:pk>/work", problems.account_work, name="account"),
    path("people/<int:pk>/problems/new", problems.new, name="problem-new"),
    path("people/<int:pk>/problems/template", problems.fill, name="template"),
    path("problems/<int:pk>", problems.edit, name="problem"),
    path("problems/<int:pk>/archive", problems.put_away, name="problem-archive"),
    path("problems/<int:pk>/restore", problems.put_back, name="problem-restore"),
]
