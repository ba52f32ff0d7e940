"""The pages of the product that a person may go to by their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


@dataclass(frozen=True)
class Place:
    """A page: its name in the addresses, its label, and what it is for."""

    name: str
    label: str
    note: str
    icon: str
    is_room: bool = True
    also: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.name)

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses under which one is in this room."""
        return (self.url, *(reverse(name) for name in self.also))


def places(user: User) -> list[Place]:
    """Return the pages this person may open, the rooms of the menu first."""
    known = [
        (True, _today()),
        (may(user, "account", "see"), _accounts()),
        (may(user, "visit", "see"), _visits()),
        (may(user, "opportunity", "see"), _opportunities()),
        (may(user, "plan", "see"), _plans()),
        (may(user, "booking", "see"), _resources()),
        (may(user, "frontier", "see"), _frontier()),
        (may(user, "behaviour", "see"), _behaviour()),
        (may(user, "import", "create"), _imports()),
        (True, _settings()),
        *_further(user),
    ]
    return [place for shown, place in known if shown]


def _today() -> Place:
    return Place("desk:today", _("今日"), _("今天的拜访、到期和要写的记录"), "today")


def _accounts() -> Place:
    return Place(
        "accounts:list",
        pgettext("place", "客户"),
        _("客户清单、筛选和导出"),
        "building",
    )


def _visits() -> Place:
    return Place(
        "visits:list", pgettext("place", "拜访"), _("安排过的和写过的拜访"), "visit"
    )


def _opportunities() -> Place:
    note = _("进行中的商机，和客户每个月的采购")
    also = ("pipeline:purchases", "pipeline:grids", "pipeline:calibration")
    label = pgettext("place", "商机")
    return Place("pipeline:list", label, note, "target", also=also)


def _plans() -> Place:
    note = _("从 A 到 B 的六步：走到哪一步、谁、到哪天、凭什么资源")
    also = ("blueprints:list",)
    return Place("plans:list", pgettext("place", "计划"), note, "flag", also=also)


def _resources() -> Place:
    note = _("能用在客户身上的专家、活动、资料和预算")
    also = ("resources:requests",)
    label = pgettext("places", "资源")
    return Place("resources:list", label, note, "box", also=also)


def _frontier() -> Place:
    note = _("同样潜力的区域里谁做得最高，向谁学")
    also = ("performance:targets", "desk:territories")
    return Place("performance:frontier", _("绩效前沿"), note, "frontier", also=also)


def _behaviour() -> Place:
    note = _("从记录里看自己怎么工作：连续性、探询、请求、行动")
    label = pgettext("place", "行为")
    return Place("performance:behaviour", label, note, "history")


def _imports() -> Place:
    note = _("把表格里的记录放进来，先试算再写入")
    return Place("transfer:list", _("导入"), note, "import")


def _settings() -> Place:
    note = _("语言、时区、密码，以及您负责管理的内容")
    return Place("people:settings", _("设置"), note, "settings")


def _further(user: User) -> list[tuple[bool, Place]]:
    """Return pages below the rooms that people look for by name."""
    return [
        (may(user, noun, verb), Place(name, label, "", icon, is_room=False))
        for noun, verb, name, label, icon in (*_work(), *_arranging(), *_method())
    ]


def _work() -> list[tuple[str, str, str, str, str]]:
    sets = pgettext("place", "比较组")
    quarantine = pgettext("place", "离线隔离")
    return [
        ("account", "create", "accounts:new", _("新建客户"), "plus"),
        ("visit", "create", "visits:new", _("新建拜访"), "plus"),
        ("visit", "create", "visits:week", _("周计划"), "calendar"),
        ("visit", "create", "performance:returns", _("拜访回报"), "target"),
        ("calendar", "create", "visits:calendar", _("日历订阅"), "calendar"),
        ("envelope", "see", "sync:home", pgettext("place", "同步"), "refresh"),
        ("quarantine", "see", "sync:quarantine", quarantine, "lock"),
        ("notice", "see", "notices:list", pgettext("place", "通知"), "bell"),
        ("letter", "see", "notices:letters", pgettext("place", "摘要邮件"), "doc"),
        ("handover", "see", "handover:list", pgettext("place", "交接"), "share"),
        ("comparison_set", "see", "performance:sets", sets, "target"),
        ("figure", "see", "desk:territories", _("微观市场营销"), "globe"),
        ("target", "see", "performance:targets", _("区域目标"), "flag"),
    ]


def _arranging() -> list[tuple[str, str, str, str, str]]:
    people = pgettext("place", "用户")
    teams = pgettext("place", "团队")
    territories = pgettext("place", "区域")
    products = pgettext("place", "产品")
    rivals = pgettext("place", "竞争对手")
    packs = pgettext("place", "方法包")
    return [
        ("user", "create", "people:users", people, "users"),
        ("team", "create", "people:teams", teams, "users"),
        ("territory", "create", "people:territories", territories, "globe"),
        ("product", "see", "catalog:products", products, "box"),
        ("competitor", "see", "catalog:competitors", rivals, "target"),
        ("pack", "see", "packs:list", packs, "doc"),
    ]


def _method() -> list[tuple[str, str, str, str, str]]:
    counts = pgettext("place", "数量")
    blueprints = pgettext("place", "客户计划书")
    return [
        ("blueprint", "see", "blueprints:list", blueprints, "doc"),
        ("outline", "see", "blueprints:outlines", _("计划书模板"), "doc"),
        ("setting", "change", "people:company", _("公司设置"), "settings"),
        ("letterhead", "change", "documents:letterhead", _("公司模板"), "doc"),
        ("purchase", "see", "pipeline:purchases", pgettext("place", "采购"), "box"),
        ("placement", "see", "pipeline:grids", _("三个平台"), "target"),
        ("placement", "see", "pipeline:board", _("看板"), "target"),
        ("placement", "see", "pipeline:placements", _("平台名单"), "target"),
        ("opportunity", "see", "pipeline:calibration", _("校准"), "frontier"),
        ("booking", "see", "resources:requests", _("申请与预订"), "check"),
        ("plan", "see", "desk:increments", _("买到了什么"), "box"),
        ("resource", "see", "resources:calendar", _("资源日历"), "calendar"),
        ("setting", "change", "resources:rules", _("合规要求"), "check"),
        ("setting", "change", "pipeline:words", _("阶段与原因"), "settings"),
        ("count", "see", "people:counts", counts, "info"),
        ("user", "change", "people:password", _("修改密码"), "key"),
        ("token", "create", "people:tokens", _("访问令牌"), "key"),
    ]
