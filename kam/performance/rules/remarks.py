"""What a reader of an analysis of columns should know, and why rows are left out.

The texts are marked; a door translates them and fills in their places. Codes are
those of the library.
"""

from __future__ import annotations

from kam.core.marking import mark

DROPS = {
    "missing_id": mark("缺少代码"),
    "duplicate_id": mark("代码重复，只取第一行"),
    "missing": mark("格子是空的"),
    "not_a_number": mark("不是数字：请只写数字，小数用点，不带单位和百分号"),
    "nan": mark("不是数字（NaN）"),
    "infinite": mark("无穷大，或大到无法计算"),
    "negative": mark("是负数"),
    "not_positive": mark("不大于零，没有对数"),
}
REMARKS = {
    "small_sample": mark("只有 %(n)s 个单位可以比较；少于 %(fewest)s 个时不分档"),
    "one_period": mark("只有一期数据：结果为暂定，两期一致之后才称绩效先锋"),
    "single_corner": mark("整条前沿只由一个单位决定，其余都与它比较"),
    "zero_output": mark(
        "这些单位没有产出，向前沿扩大多少倍都还是零，所以没有指数；请核对，或先去掉"
    ),
    "zero_input": mark("这些单位的投入为零；请核对，确实没有投入才保留"),
    "below_zero": mark("这些单位有负数；已照样计算，请核对它们是不是本来就会是负数"),
    "weakly_efficient": mark(
        "与前沿同高，但另有单位在某一列做得更好；请看松弛（slacks）"
    ),
    "uncertified": mark("数字相差过于悬殊，无法核证这些单位的结果"),
    "empty": mark("没有一行可以比较"),
    "many_columns": mark(
        "单位太少、列太多：多数单位在前沿上只因为没有相近的可比；请减少列"
    ),
    "all_equal": mark("所有单位都一样，没有什么可以比较"),
    "constant_column": mark("这些列每一行都是同一个数，说明不了什么：%(columns)s"),
    "duplicate_units": mark("另有单位的数字与它们完全相同；每个都算了"),
    "nothing_moves": mark("这些单位没有可以变动的数字，所以没有指数"),
    "out_of_reach": mark("其余单位谁也够不到它们：指数没有上限，所以不写"),
    "solved_again": mark("第一次的结果无法核证，已由 HiGHS 重新求解"),
    "failed": mark(
        "怎样求解都无法核证，所以不写结果；请查找相差十个数量级以上、或几乎毫无差别的数字"
    ),
    "alone": mark("它们只能与自己比较：指数 1 说明不了什么"),
    "mostly_above": mark("一半以上的单位在前沿之上；请把 m 取大一些"),
    "crossing": mark("几条分位线相交，而表太大，无法把它们分开"),
    "kept_apart": mark("单独计算时几条分位线会相交，已把它们分开"),
    "few_above": mark("线上方的单位太少：线的位置由个别单位决定"),
    "no_score": mark("这些单位的前沿不大于零，没有比例可言，所以没有指数"),
    "no_share": mark(
        "这些单位的产出是零、是负数，或远在线下，占线的比例不大于零，所以没有指数；请核对"
    ),
    "no_inefficiency": mark(
        "看不出效率的差别，只看得出偶然：最可能的前沿就是最小二乘线，"
        "指数都是 1，没有区间"
    ),
    "exact_line": mark(
        "线分毫不差地经过每个单位：既没有偶然，也没有低效率可以分开；指数都是 1，"
        "没有区间、似然和标准误；请核对产出是不是由投入算出来的"
    ),
    "no_noise": mark(
        "看不出偶然，只看得出效率的差别：指数没有区间，系数没有标准误；请增加单位"
    ),
    "flat_likelihood": mark("似然函数在最高处是平的，没有标准误"),
    "became_exponential": mark("截断正态没有最高点，它趋于指数分布，已改用指数分布"),
    "wrong_skewness": mark(
        "偏度方向不对：残差偏向没有低效率的一侧；请查找缺少的列、离群的单位，"
        "或需要取对数的数字"
    ),
    "mostly_efficient": mark(
        "一半以上的单位在前沿上：线下的太少，说不出真正的前沿还有多远；"
        "请减少列或增加单位"
    ),
    "weak_correction": mark("校正带来的误差比去掉的还多；请看区间"),
    "no_interval": mark("没有区间：%(reason)s"),
    "no_correction": mark("这种方法只有区间，没有偏差校正"),
    "by_score": mark(
        "分档只凭指数，没有区间；加上 --bootstrap 1000 就会说明哪些还不能分档"
    ),
    "points_only": mark(
        "只有 %(n)s 个单位可以比较；少于 %(fewest)s 个时只列数字，不算指数："
        "一两个单位就会决定整条前沿"
    ),
    "no_class": mark("没有区间，所以不分档，也没有名次"),
    "no_samples": mark("没有抽样就没有区间，所以不分档，也没有名次；请抽样 200 次以上"),
    "line_only": mark("区间只含前沿线的误差，不含每个单位自己数字里的偶然"),
}
TROUBLES = {
    "collinear": mark("这些列可以由其他列算出：%(columns)s"),
    "too_few": mark("只有 %(found)s 个单位，至少要 %(wanted)s 个"),
    "convergence": mark("%(steps)s 步之内没有收敛，所以没有结果"),
    "unbounded": mark(
        "这些单位没有投入却有产出：%(ids)s；在 %(method)s 下可以无限扩大"
    ),
    "uncertified": mark("%(count)s 个单位没有大于零的、核证过的指数"),
    "constant": mark("“%(name)s”不能是 %(value)s"),
    "number": mark("“%(column)s”这一列不能这样计算：%(ids)s"),
    "empty_table": mark("没有一行可以比较"),
}
ONLY_SOME = mark("一共有 %(count)s 个，这里只写出前 %(shown)s 个")
ADVICE = {
    "collinear": mark("请每组只留一列；每一行都相同的列也要去掉"),
    "too_few": mark("请增加单位、减少列，或用 dea-vrs、fdh"),
    "convergence": mark("请查找离群的单位，或用更简单的方法，如 half-normal"),
    "unbounded": mark("请改正投入，或去掉这些行，或用 dea-vrs、dea-nirs"),
    "uncertified": mark("请看警告里的单位，去掉没有产出的再算"),
    "number": mark("请改正数字，或换一个单位（如万元），或不取对数"),
}
