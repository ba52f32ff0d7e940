"""What is said where a booking is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.marking import mark

if TYPE_CHECKING:
    from datetime import date

NO_SAMPLES = mark("样品没有启用：只有在法律允许、并由管理员启用后才能登记和申请")
FULL_DAY = mark("%(name)s 在 %(day)s已经订满")
FULL_SPAN = mark("%(name)s 在这段时间已经订满")
OVER_DAY = mark("%(name)s 在 %(day)s只剩 %(free)s %(unit)s，不够 %(wanted)s %(unit)s")
OVER_SPAN = mark(
    "%(name)s 在这段时间一共只剩 %(free)s %(unit)s，不够 %(wanted)s %(unit)s"
)
MOST_A_DAY = mark("%(name)s 每天最多 %(most)s %(unit)s，不够 %(wanted)s %(unit)s")
MOST_A_SPAN = mark(
    "%(name)s 在这段时间最多 %(most)s %(unit)s，不够 %(wanted)s %(unit)s"
)
ASK_LESS = mark("请减少数量，或分几次申请")
AGAIN = mark("最早 %(next)s起可以")
NEVER = mark("一年内都没有空")
NOT_THERE = mark("这个资源只在 %(first)s到 %(last)s之间可用")
NOT_YET = mark("这个资源从 %(first)s起才可用")
NO_MORE = mark("这个资源只到 %(last)s可用")
TOO_LONG = mark("一次最多 %(most)s 天，请分开申请")
TWO_PERIODS = mark("这段日子跨了两个月或两年，请分开申请")
BACKWARDS = mark("最后一天早于第一天")
PAST = mark("日子已经过去，请换一天")
TICK = mark("会用到客户方的某一位，请先确认合规要求")
OWN = mark("不能批准自己的申请，请主管或资源负责人处理")
ABOVE = mark("这是级别更高的主管定的，请对方或更高的主管来改")
NOT_ONES_OWN = mark("这个预订是别人取消的，请重新申请")
SETTLED = {
    "booked": mark("这个申请已经批准了"),
    "refused": mark("这个申请已经被拒绝了"),
    "withdrawn": mark("这个申请已经撤回了"),
    "cancelled": mark("这个预订已经取消了"),
    "used": mark("这个资源已经用过了"),
    "waiting": mark("这个申请还在等批准"),
}
EXPIRED = mark("申请的日子已经过去，不能再批准")
LOOK_AGAIN = mark("请刷新页面，看看现在的情况")


def not_there(first: date | None, last: date | None) -> str:
    """Return how to say when a resource is there, with the bounds it has."""
    if first is None:
        return NO_MORE
    return NOT_YET if last is None else NOT_THERE
