"""Why a territory takes no part, and what a reader of a run should know, in words.

The texts are marked; a door translates them and fills in their places.
"""

from __future__ import annotations

from kam.core.marking import mark

EXCLUDED = "excluded"
REASONS = {
    EXCLUDED: mark("已设为不参与"),
    "missing_potential": mark("缺少潜力"),
    "missing_sales": mark("缺少销售"),
    "missing_id": mark("缺少代码"),
    "duplicate_id": mark("代码重复，只取第一行"),
    "not_a_number_potential": mark("潜力不是数字"),
    "not_a_number_sales": mark("销售不是数字"),
    "nan_potential": mark("潜力不是数字（NaN）"),
    "nan_sales": mark("销售不是数字（NaN）"),
    "infinite_potential": mark("潜力无穷大或大到无法计算"),
    "infinite_sales": mark("销售无穷大或大到无法计算"),
    "negative_potential": mark("潜力是负数"),
    "negative_sales": mark("销售是负数"),
    "short_history": mark("完整数据不足两期"),
}
NOTES = {
    "small_sample": mark(
        "只有 %(n)s 个区域可以比较；少于 %(fewest)s 个时只画点，不画前沿"
    ),
    "one_period": mark("只有一期数据：结果为暂定，两期一致之后才称绩效先锋"),
    "single_corner": mark("整条前沿只由一个区域决定，其余都与它比较"),
    "zero_output": mark("没有销售的区域指数为 0，目标需由主管商定"),
    "weakly_efficient": mark("与前沿同高，但另有区域以更少的潜力做到同样的销售"),
    "fragile": mark(
        "这段前沿只靠少数区域：去掉其中一个会下降超过 %(limit)s，请先核对它们的数字"
    ),
    "uncertified": mark("数字相差过于悬殊，无法核证这些区域的结果"),
    "empty": mark("没有一行可以比较"),
}
