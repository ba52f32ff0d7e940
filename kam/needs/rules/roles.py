"""Role templates: how people of a role usually think of their work (method §3.20).

The words of the first one stand in the deck; the others are ours, and which method
belongs to which goal is ours everywhere. A template only says what to ask about.
"""

from __future__ import annotations

from dataclasses import dataclass

from kam.core.marking import mark


@dataclass(frozen=True)
class Role:
    """A role: its task, and for each of its goals the methods that serve it."""

    key: str
    label: str
    task: str
    goals: tuple[tuple[str, tuple[str, ...]], ...]
    from_deck: bool = False

    @property
    def nodes(self) -> int:
        """How many nodes the template adds."""
        return 1 + sum(1 + len(methods) for _goal, methods in self.goals)


ROLES: tuple[Role, ...] = (
    Role(
        "quality",
        mark("QC / 质量"),
        mark("把好质量关"),
        (
            (mark("保证质量"), (mark("执行标准"), mark("定期检查"))),
            (mark("维持流程"), (mark("保证步骤"),)),
            (mark("避免风险"), (mark("谨慎创新"),)),
        ),
        from_deck=True,
    ),
    Role(
        "purchasing",
        mark("采购"),
        mark("按时、合规、合算地买到"),
        (
            (mark("供应不断"), (mark("备两家供应商"), mark("定安全库存"))),
            (mark("总成本合算"), (mark("比总成本，不只比单价"), mark("签年度协议"))),
            (mark("过程合规"), (mark("招标或比价"), mark("留齐资质文件"))),
        ),
    ),
    Role(
        "technical",
        mark("技术 / 研发"),
        mark("找到可行的做法"),
        (
            (mark("结果可靠"), (mark("做比对试验"), mark("验证方法"))),
            (mark("接得上现有系统"), (mark("先试接口"), mark("写操作规程"))),
            (mark("跟上新方法"), (mark("看文献和会议"), mark("小范围先试"))),
        ),
    ),
    Role(
        "clinician",
        mark("临床医生"),
        mark("给每一类病人合适的处置"),
        (
            (mark("诊断准"), (mark("按指南选检查"), mark("疑难时会诊"))),
            (mark("处置及时"), (mark("急诊优先通道"), mark("床旁检测"))),
            (mark("随访不漏"), (mark("定复查时间"), mark("分级管理病人"))),
        ),
    ),
    Role(
        "pharmacy",
        mark("药剂 / 设备"),
        mark("让该用的东西随时能用"),
        (
            (mark("供得上"), (mark("定目录和库存"), mark("管效期"))),
            (mark("用得对"), (mark("培训使用人"), mark("查不良事件"))),
            (mark("停不下来"), (mark("定期保养"), mark("备用方案"))),
        ),
    ),
    Role(
        "finance",
        mark("财务"),
        mark("钱花得明白、收得回来"),
        (
            (mark("预算可控"), (mark("年初定预算"), mark("按季核对"))),
            (mark("投入有回报"), (mark("算单次成本"), mark("比投入产出"))),
            (mark("账目合规"), (mark("核合同与发票"),)),
        ),
    ),
    Role(
        "executive",
        mark("高层"),
        mark("单位往前走，不出大事"),
        (
            (mark("战略落地"), (mark("定重点学科或业务"), mark("与标杆比"))),
            (mark("运营有效率"), (mark("看关键指标"), mark("整合供应商"))),
            (mark("风险受控"), (mark("先试点再推广"), mark("要求书面责任"))),
        ),
    ),
)
BY_KEY = {role.key: role for role in ROLES}
