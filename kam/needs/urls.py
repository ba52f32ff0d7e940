"""Paths of the needs room."""

from django.urls import path

from kam.needs.views import places, problems

app_name = "needs"
urlpatterns = [
    path("accounts/<int:pk>/work", problems.account_work, name="account"),
    path("accounts/<int:pk>/grid", places.account_grid, name="grid"),
    path("accounts/<int:pk>/grid/cell", places.fill_cell, name="place"),
    path("people/<int:pk>/problems/new", problems.new, name="problem-new"),
    path("people/<int:pk>/problems/template", problems.fill, name="template"),
    path("problems/<int:pk>", problems.edit, name="problem"),
    path("problems/<int:pk>/archive", problems.put_away, name="problem-archive"),
    path("problems/<int:pk>/restore", problems.put_back, name="problem-restore"),
]
