"""Taking a pack in from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.packs.rules.faults import Misread
from kam.packs.rules.reading import LARGEST, read_file
from kam.packs.rules.shipped import KEYS
from kam.web.speech import faults

if TYPE_CHECKING:
    from kam.packs.rules.document import Document


class ImportForm(forms.Form):
    """A file, and why it is taken in; `faults` lists what is wrong in it."""

    file = forms.FileField(label=_("选择文件"))
    change_note = forms.CharField(label=_("改了什么"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faults: list[tuple[str, str]] = []

    def clean_file(self) -> Document:
        """Return the document of the file."""
        file = self.cleaned_data["file"]
        try:
            document = read_file(file.read(2 * LARGEST + 1))
        except Misread as error:
            told = faults(error)
            self.faults = [(place, text) for place in told for text in told[place]]
            raise forms.ValidationError(
                gettext("方法包的内容有误，没有存入")
            ) from error
        if document.key not in KEYS:
            keys = gettext("、").join(KEYS)
            text = gettext("没有这个方法；代码只能是 %(keys)s") % {"keys": keys}
            raise forms.ValidationError(text)
        return document
