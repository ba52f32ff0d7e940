"""The form of the letterhead."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.documents.models import Letterhead
from kam.documents.rules.logo import LARGEST_FILE
from kam.web.editing import EditForm


class LetterheadForm(EditForm):
    """Name, footer, colours, and a new logo or none."""

    picture = forms.FileField(label=_("公司标志"), required=False)
    no_picture = forms.BooleanField(label=_("去掉现在的标志"), required=False)

    class Meta:
        model = Letterhead
        fields: ClassVar = ["company", "footer", "primary", "accent"]
        widgets: ClassVar = {
            "primary": forms.TextInput(attrs={"type": "color"}),
            "accent": forms.TextInput(attrs={"type": "color"}),
        }
        help_texts: ClassVar = {
            "company": _("印在封面和页脚，例如公司全称"),
            "footer": _("印在每一页的页脚，例如“内部资料，请勿外传”"),
            "primary": _("标题、表头和图表的颜色，在白纸上要看得清"),
            "accent": _("图表里第二个系列的颜色"),
        }

    def clean_picture(self) -> bytes | None:
        """Return the bytes of a new logo; the service looks what they are."""
        file = self.cleaned_data["picture"]
        if not file:
            return None
        if file.size > LARGEST_FILE:
            raise ValidationError(gettext("标志文件太大：最多 1 MB"))
        content: bytes = file.read()
        return content

    @property
    def logo(self) -> bytes | None:
        """What becomes of the logo: bytes of a new one, b"" for none, None as it is."""
        new: bytes | None = self.cleaned_data.get("picture")
        if new is None and self.cleaned_data.get("no_picture"):
            return b""
        return new
