"""The forms of a stage, of a reason and of a criterion."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.pipeline.models import Criterion, Reason, Stage
from kam.web.editing import EditForm

HELP = {"name": _("留空就用产品自带的叫法"), "place": _("1 排在最前")}


class StageForm(EditForm):
    """A stage as the company calls and places it."""

    class Meta:
        model = Stage
        fields: ClassVar = ["name", "place", "engages", "likelihood", "is_active"]
        help_texts: ClassVar = HELP | {
            "likelihood": _("只有三档；有了自己的历史，校准页会说实际是多少")
        }


class ReasonForm(EditForm):
    """A reason as the company calls and places it."""

    class Meta:
        model = Reason
        fields: ClassVar = ["name", "place", "is_active"]
        help_texts: ClassVar = HELP


class CriterionForm(EditForm):
    """A criterion as the company calls and places it, and whether it is a must."""

    class Meta:
        model = Criterion
        fields: ClassVar = ["name", "place", "is_must", "is_active"]
        help_texts: ClassVar = HELP


class AddWordForm(forms.Form):
    """A new line of a list."""

    name = forms.CharField(label=_("名称"), max_length=40)
    code = forms.SlugField(
        label=_("代码"),
        max_length=40,
        help_text=_("小写字母、数字和连字符，导入文件和接口里用"),
    )
    place = forms.IntegerField(label=_("次序"), min_value=0, max_value=99)
