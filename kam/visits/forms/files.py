"""What is said of a file before it comes, and files sent whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.visits.rules.files import ACCEPT, LONGEST_NAME
from kam.visits.services.files import FileDraft

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST_SIZE = 2**31 - 1


class AnnounceForm(forms.Form):
    """A file that the page will send in parts."""

    key = forms.UUIDField()
    name = forms.CharField(max_length=LONGEST_NAME * 4)
    type = forms.CharField(max_length=100, required=False)
    size = forms.IntegerField(min_value=0, max_value=LARGEST_SIZE)
    sha256 = forms.CharField(max_length=64)

    @property
    def draft(self) -> FileDraft:
        """What the service is given."""
        told = self.cleaned_data
        return FileDraft(
            told["name"], told["type"], told["size"], told["sha256"], told["key"]
        )


class SeveralFiles(forms.ClearableFileInput):
    """A field for several photos or files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files as a list, however many were chosen."""

    widget = SeveralFiles

    def clean(self, value: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the chosen files."""
        found = value if isinstance(value, list | tuple) else [value]
        return [super(FilesField, self).clean(one, initial) for one in found if one]


def files_field(*, required: bool = False) -> FilesField:
    """Return the field that a page offers photos and files in."""
    field = FilesField(label=_("照片或文件"), required=required)
    field.widget.attrs["accept"] = ACCEPT
    return field


class FilesForm(forms.Form):
    """Files added to a visit whose record may be locked already."""

    photos = files_field(required=True)

    def clean_photos(self) -> list[UploadedFile]:
        """Refuse nothing chosen."""
        found: list[UploadedFile] = self.cleaned_data["photos"]
        if not found:
            raise forms.ValidationError(_("请先选照片或文件"))
        return found
