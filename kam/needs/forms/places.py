"""The form of one cell of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.needs.models import Place
from kam.web.amounts import AmountField
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kam.catalog.models import Competitor


class PlaceForm(EditForm):
    """Potential, share and rival of a product in a unit."""

    potential_minor = AmountField(
        label=_("年潜力"), required=False, help_text=_("按元写，也可写 1.2万")
    )

    class Meta:
        model = Place
        fields: ClassVar = ["potential_minor", "our_share", "competitor", "note", "day"]
        widgets: ClassVar = {
            "note": forms.Textarea(attrs={"rows": 2}),
            "day": DayInput(),
        }
        help_texts: ClassVar = {"note": _("数字从哪里来：谁说的，哪份资料")}

    def __init__(
        self, *args: Any, competitors: QuerySet[Competitor], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rival: Any = self.fields["competitor"]
        rival.queryset, rival.empty_label = competitors, "—"
