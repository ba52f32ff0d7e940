"""The form that erases: the name is typed once more."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """The name, typed to show that this person is meant."""

    typed = forms.CharField(
        label=_("再写一遍姓名"),
        max_length=120,
        help_text=_("清除不能撤销，也没有人能恢复。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
