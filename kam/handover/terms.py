"""The parts of a passport that its receiver reads."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """One thing that is handed over with an account."""

    PEOPLE = "people", _("人和他们的态度")
    PROMISES = "promises", _("双方的承诺")
    ACTIONS = "actions", _("未了的行动")
    QUESTIONS = "questions", _("最值得问的问题")
    NOTES = "notes", _("最近三次记录")
    VISITS = "visits", _("接手的拜访")
