"""Paths of the needs room."""

from django.urls import path

from kam.needs.views import messages, places, problems, value

app_name = "needs"
urlpatterns = [
    path("accounts/<int:pk>/work", problems.account_work, name="account"),
    path("accounts/<int:pk>/grid", places.account_grid, name="grid"),
    path("accounts/<int:pk>/grid/cell", places.fill_cell, name="place"),
    path("accounts/<int:pk>/value", value.account_value, name="value"),
    path("accounts/<int:pk>/value/card", value.edit_card, name="card"),
    path("accounts/<int:pk>/claims/new", value.new_claim, name="claim-new"),
    path("claims/<int:pk>", value.read_claim, name="claim"),
    path("claims/<int:pk>/move", value.push_claim, name="claim-move"),
    path("claims/<int:pk>/archive", value.put_claim_away, name="claim-archive"),
    path("claims/<int:pk>/restore", value.put_claim_back, name="claim-restore"),
    path("claim-moves/<int:pk>/retract", value.take_move_back, name="move-retract"),
    path("claim-moves/<int:pk>/restore", value.put_move_back, name="move-restore"),
    path("accounts/<int:pk>/messages", messages.account_messages, name="messages"),
    path("people/<int:pk>/messages/new", messages.new, name="message-new"),
    path("messages/<int:pk>", messages.edit, name="message"),
    path("messages/<int:pk>/ready", messages.make_ready, name="message-ready"),
    path("messages/<int:pk>/unready", messages.put_down, name="message-unready"),
    path("messages/<int:pk>/archive", messages.put_away, name="message-archive"),
    path("messages/<int:pk>/restore", messages.put_back, name="message-restore"),
    path("people/<int:pk>/problems/new", problems.new, name="problem-new"),
    path("people/<int:pk>/problems/template", problems.fill, name="template"),
    path("problems/<int:pk>", problems.edit, name="problem"),
    path("problems/<int:pk>/archive", problems.put_away, name="problem-archive"),
    path("problems/<int:pk>/restore", problems.put_back, name="problem-restore"),
]
