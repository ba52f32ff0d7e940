"""The words of this room: where an import stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportState(TextChoices):
    """Where an import stands between the file and the accounted rows."""

    UPLOADED = "uploaded", _("待对应列")
    CHECKING = "checking", _("正在检查")
    CHECKED = "checked", _("待确认")
    RUNNING = "running", _("正在导入")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未完成")
    DISCARDED = "discarded", _("已放弃")
