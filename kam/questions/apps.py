"""The room of questions."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Settings of the room."""

    name = "kam.questions"
    label = "questions"
