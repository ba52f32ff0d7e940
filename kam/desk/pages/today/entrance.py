"""The first page of a role that visits nobody: what can be done here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kam.desk.pages.places import Place, places

if TYPE_CHECKING:
    from kam.people.models import User

# Oneself, and pages that stand below Settings for everybody.
ELSEWHERE = ("desk:today", "people:password", "people:tokens")


@dataclass(frozen=True)
class EntrancePage:
    """What this role does here, and the pages it does it on."""

    role: str
    about: str
    places: list[Place]


def entrance_page(user: User) -> EntrancePage:
    """Build the page without a question to the database."""
    about = {
        "analyst": _("您看得到下属团队的数字；个体以编号出现，记录的文字不显示。"),
        "trainer": _(
            "您编写方法包，看得到产品与竞争对手；客户与拜访不对您的角色开放。"
        ),
        "administrator": _("您管理人员、团队、区域和设置；客户内容不对您的角色开放。"),
    }
    return EntrancePage(
        role=user.get_role_display(),
        about=about.get(user.role, ""),
        places=[place for place in places(user) if place.name not in ELSEWHERE],
    )
