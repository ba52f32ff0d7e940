"""The words of this room: roles and languages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person is here for; it decides what the person may see and do."""

    REPRESENTATIVE = "representative", _("客户代表")
    MANAGER = "manager", _("销售主管")
    ANALYST = "analyst", _("分析师")
    TRAINER = "trainer", _("培训师")
    ADMINISTRATOR = "administrator", _("管理员")


class Language(TextChoices):
    """The language a person reads."""

    CHINESE = "zh-hans", _("简体中文")
    ENGLISH = "en", "English"
