"""The forms: a file of a kind, what its columns hold, which doubtful rows stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.core.tables import LARGEST_BYTES
from kam.transfer.kinds import Choices, importable
from kam.transfer.rules.shapes import FURTHER, LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kam.people.models import User
    from kam.performance.models import ComparisonSet
    from kam.transfer.kinds import Kind

COLUMN = "column-"
LONGEST_LIST = 20_000


class UploadForm(forms.Form):
    """A file and what it holds."""

    kind = forms.ChoiceField(label=_("内容"), widget=forms.RadioSelect)
    file = forms.FileField(label=_("选择文件"))
    sheet = forms.CharField(
        label=_("工作表"),
        required=False,
        max_length=60,
        help_text=_("工作簿里有几张表时，写下要读的那张；不写就读第一张有内容的"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = importable(user)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.name, gettext(kind.label)) for kind in kinds
        ]

    def clean_file(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(
                gettext("文件有 %(size)s MB，最多 %(limit)s MB")
                % {
                    "size": f"{file.size / 2**20:.1f}",
                    "limit": LARGEST_BYTES // 2**20,
                }
            )
        return file


class MappingForm(forms.Form):
    """A field for each column of the file; figures also ask for set and period."""

    set_id = forms.ChoiceField(label=_("比较组"), required=False)
    comparison_set = forms.CharField(
        label=_("新比较组的名称"), required=False, max_length=120
    )
    period = forms.CharField(
        label=_("期间"),
        required=False,
        max_length=10,
        help_text=_("整个文件同一期间时写在这里，如 2026 或 2026Q1"),
    )
    potential_unit = forms.CharField(
        label=_("潜力的单位"), required=False, max_length=60
    )
    sales_unit = forms.CharField(label=_("销售的单位"), required=False, max_length=60)

    FIGURES = ("set_id", "comparison_set", "potential_unit", "sales_unit", "period")

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        header: Sequence[str],
        chosen: Choices,
        sets: Iterable[ComparisonSet] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.header, self.chosen = kind, header, chosen
        if kind.asks_set:
            self._offer_sets(sets)
        else:
            for name in self.FIGURES:
                del self.fields[name]
        for place, name in enumerate(header):
            self.fields[f"{COLUMN}{place}"] = self._column(name)

    def _column(self, name: str) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=name,
            required=False,
            choices=self._fields(),
            initial=self.chosen.mapping.get(name, LEFT_OUT),
            widget=forms.Select(attrs={"aria-label": name}),
        )

    def _fields(self) -> list[tuple[str, str]]:
        needed = gettext("%(label)s（必需）")
        offered = [(LEFT_OUT, gettext("不导入"))]
        for field in self.kind.fields:
            label = gettext(field.label)
            shown = needed % {"label": label} if field.required else label
            offered.append((field.name, shown))
        if self.kind.further is not None:
            offered.append((FURTHER, gettext(self.kind.further.label)))
        return offered

    def _offer_sets(self, sets: Iterable[ComparisonSet]) -> None:
        offered = [("", gettext("新建比较组"))]
        offered += [(str(row.pk), row.name) for row in sets]
        self.fields["set_id"].choices = offered  # type: ignore[attr-defined]
        for name in self.FIGURES:
            value = getattr(self.chosen, name)
            self.fields[name].initial = "" if value is None else value

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, in the order of the file."""
        return [self[f"{COLUMN}{place}"] for place in range(len(self.header))]

    @property
    def figures(self) -> list[forms.BoundField]:
        """The fields that figures ask for."""
        return [self[name] for name in self.FIGURES if name in self.fields]

    def choices(self) -> Choices:
        """Return what was chosen."""
        told: Mapping[str, Any] = self.cleaned_data
        set_id = told.get("set_id") or ""
        return Choices(
            mapping={
                name: told[f"{COLUMN}{place}"] for place, name in enumerate(self.header)
            },
            sheet=self.chosen.sheet,
            set_id=int(set_id) if set_id else None,
            comparison_set="" if set_id else told.get("comparison_set", ""),
            period=told.get("period", ""),
            potential_unit=told.get("potential_unit", ""),
            sales_unit=told.get("sales_unit", ""),
        )


class AcceptForm(forms.Form):
    """Which of the doubtful rows are to be stored."""

    accept = forms.TypedMultipleChoiceField(coerce=int, required=False)
    rest = forms.BooleanField(required=False)

    def __init__(self, *args: Any, rows: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accept"].choices = [  # type: ignore[attr-defined]
            (row, str(row)) for row in dict.fromkeys(rows)
        ]
