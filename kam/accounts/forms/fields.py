"""The unit above an account, written by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account
from kam.core.text import digits_key, name_key

if TYPE_CHECKING:
    from kam.people.models import User


class UnitField(forms.CharField):
    """The unit above an account, by name or credit code, among those in sight."""

    def __init__(self, user: User, current: Account | None, **kwargs: Any) -> None:
        super().__init__(max_length=200, required=False, **kwargs)
        self.user, self.current = user, current
        self.label = _("上级单位")
        self.help_text = _("写名称，如总院或集团")

    def prepare_value(self, value: Any) -> Any:
        """Write the name of the unit."""
        if self.current is not None and value == self.current.pk:
            return self.current.name
        if isinstance(value, int):
            seen = Account.objects.visible_to(self.user).filter(pk=value)
            return seen.values_list("name", flat=True).first() or ""
        return value

    def clean(self, value: Any) -> Any:
        """Return the id of the one unit of that name."""
        text = super().clean(value).strip()
        if not text:
            return None
        if self.current is not None and text == self.current.name:
            return self.current.pk
        rows = Account.objects.visible_to(self.user)
        found = list(rows.filter(name=text).values_list("pk", flat=True)[:2])
        if not found:
            keyed = rows.filter(name_key=name_key(text)[:200])
            found = list(keyed.values_list("pk", flat=True)[:2])
        if not found:
            coded = rows.filter(credit_code=digits_key(text)[:40] or "?")
            found = list(coded.values_list("pk", flat=True)[:2])
        if len(found) != 1:
            text = (
                gettext("有几个同名的客户，请写统一社会信用代码")
                if found
                else gettext("没有找到这个客户；可先留空，以后再补")
            )
            raise ValidationError(text)
        return found[0]
