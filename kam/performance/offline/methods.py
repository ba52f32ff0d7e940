"""What each method does, what it does not say, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from kam.core.marking import mark


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodNote:
    """One method in words; `source` is a reference and stays as it is."""

    name: str
    does: str
    silent: str
    source: str


MIXES = mark("前沿由做得最好的单位和它们之间的混合连成；每个指数都附有证明")
CHANCE = mark("它不说差距里有多少只是偶然")
METHOD_NOTES = {
    "dea-vrs": MethodNote(
        name=mark("包络，规模报酬可变（DEA-VRS）"),
        does=MIXES,
        silent=CHANCE,
        source="Banker, Charnes & Cooper 1984, Management Science 30(9), 1078-1092",
    ),
    "dea-crs": MethodNote(
        name=mark("包络，规模报酬不变（DEA-CRS）"),
        does=MIXES,
        silent=mark("它不说一半的投入是不是真能做到一半的产出"),
        source="Charnes, Cooper & Rhodes 1978, EJOR 2(6), 429-444",
    ),
    "dea-nirs": MethodNote(
        name=mark("包络，规模报酬不增（DEA-NIRS）"),
        does=MIXES,
        silent=CHANCE,
        source="Färe, Grosskopf & Lovell 1985",
    ),
    "dea-ndrs": MethodNote(
        name=mark("包络，规模报酬不减（DEA-NDRS）"),
        does=MIXES,
        silent=CHANCE,
        source="Seiford & Thrall 1990, Journal of Econometrics 46(1-2), 7-38",
    ),
    "fdh": MethodNote(
        name=mark("阶梯包络（FDH）"),
        does=mark("每个单位只与真有的单位比较，不与它们的混合比较"),
        silent=mark("单位少时，多数只因为没有相近的可比而在前沿上"),
        source="Deprins, Simar & Tulkens 1984",
    ),
    "order-m": MethodNote(
        name=mark("order-m 前沿"),
        does=mark("与随机取出的 m 个同等投入的单位中最好的相比，取所有取法的平均"),
        silent=mark("它不说最高处能做到多少；m 由您选定"),
        source="Cazals, Florens & Simar 2002, Journal of Econometrics 106(1), 1-25",
    ),
    "quantile": MethodNote(
        name=mark("分位数前沿"),
        does=mark("画一条线，让选定比例的单位在线下；个别单位挪不动它"),
        silent=mark("线以上的单位指数大于 1；比例由您选定"),
        source="Koenker & Bassett 1978, Econometrica 46(1), 33-50",
    ),
    "sfa": MethodNote(
        name=mark("随机前沿（SFA）"),
        does=mark("把线下的距离分成偶然和低效率；指数是后者的期望 E[exp(-u)]"),
        silent=mark("残差偏向另一侧时它什么也说不出，并会直说"),
        source="Aigner, Lovell & Schmidt 1977; Battese & Coelli 1988",
    ),
}
