"""What a reader should know of a calibration, in words; a door translates them."""

from __future__ import annotations

from kam.core.marking import mark

FAULTS = {
    "missing_start": mark("没有开始日期"),
    "unreadable_start": mark("看不懂开始日期；请写成 2026-03-18"),
    "unknown_outcome": mark("这个词既不表示赢单、输单，也不表示进行中"),
    "start_after_censor": mark("开始日期在截止日之后"),
    "missing_end": mark("已经结束，却没有结束日期"),
    "unreadable_end": mark("看不懂结束日期；请写成 2026-03-18"),
    "end_before_start": mark("结束日期在开始日期之前"),
}
NOTES = {
    "empty": mark("没有一行可以计算"),
    "overstates": mark(
        "只看已结束的，赢单率是 %(closed)s，说得过高：到第 %(day)s 天，所有开始的机会里"
        "赢了 %(won)s（%(low)s–%(high)s），%(open)s 还没有结果"
    ),
    "not_apart": mark(
        "只看已结束的赢单率是 %(closed)s；把未结束的算进去，到第 %(day)s 天是 %(won)s"
        "（%(low)s–%(high)s），这些数据分不出两者的差别"
    ),
    "understates": mark(
        "只看已结束的，赢单率是 %(closed)s，说得过低：到第 %(day)s 天，所有开始的机会里"
        "已经赢了 %(won)s（%(low)s–%(high)s）"
    ),
    "not_followed": mark("第 %(days)s 天没有数字：最久的机会只看到第 %(last)s 天"),
    "few_at_risk": mark("第 %(days)s 天仍在观察的机会不到 %(fewest)s 个，区间只作参考"),
    "no_won": mark("没有一行是赢单；请核对 --won 的写法"),
    "no_lost": mark("没有一行是输单；请核对 --lost 的写法"),
    "taken_as_open": mark("当作进行中的词：%(words)s；若其中有已结束的，请写进 --lost"),
    "closed_later": mark("%(count)s 行在截止日之后才结束，按截止日仍在进行中计算"),
    "planned_end": mark("%(count)s 行还在进行中却有结束日期，当作计划日期，没有使用"),
    "stale": mark(
        "%(n)s 个未结束的里，%(stale)s 个拖得太久：赢单的里有 %(share)s "
        "在第 %(after)s 天或更早就赢了"
    ),
    "zombies": mark(
        "其中 %(zombies)s 个几乎没有希望：同样久的，往后 %(within)s 天赢单的机会"
        "连上限也不到 %(hopeless)s；请逐个问清，还是关掉"
    ),
    "ages_few": mark("赢单的不到 %(enough)s 个，还说不出哪些未结束的拖得太久"),
    "groups_alike": mark(
        "“%(column)s”之间的赢单率没有超出偶然的差别（χ² %(chi2)s，%(df)s 个自由度，"
        "p %(p)s）：不作排名"
    ),
    "groups_differ": mark(
        "“%(column)s”之间的赢单率有差别（χ² %(chi2)s，%(df)s 个自由度，p %(p)s）；"
        "只有区间与其余各组分开的才标出高低"
    ),
    "groups_thin": mark(
        "“%(column)s”分得太细：预期次数最少的一格只有 %(smallest)s，χ² 检验靠不住，"
        "不作排名"
    ),
    "groups_single": mark("“%(column)s”之间没有可以比较的"),
    "groups_blank": mark("%(count)s 行已结束，但“%(column)s”是空的，没有参加比较"),
}
STANDINGS = {
    "above": mark("高于其余"),
    "with": mark("分不出"),
    "below": mark("低于其余"),
}
