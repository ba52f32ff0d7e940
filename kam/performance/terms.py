"""The words of this room: estimators and classes of the performance frontier."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Method(TextChoices):
    """How the frontier is drawn."""

    DEA_VRS = "dea-vrs", _("凹包络")
    FDH = "fdh", _("阶梯包络")


class FrontierClass(TextChoices):
    """Where a territory stands under the frontier (method §3.14)."""

    FRONTIER = "frontier", pgettext_lazy("class", "绩效先锋")
    NEAR = "near", _("接近")
    MIDDLE = "middle", _("一般")
    BEHIND = "behind", _("待提升")


class SureClass(TextChoices):
    """The class in which the whole interval of an index lies, if there is one."""

    FRONTIER = "frontier", pgettext_lazy("class", "绩效先锋")
    NEAR = "near", _("接近")
    MIDDLE = "middle", _("一般")
    BEHIND = "behind", _("待提升")
    UNDETERMINED = "undetermined", _("尚不能定")


class Purpose(TextChoices):
    """What somebody else's behaviour is read for; never for sanctions (method §8)."""

    TALK = "talk", _("一对一辅导")
    ALONG = "along", _("准备一起拜访")
    REVIEW = "review", _("一起回顾这一期")
    STUDY = "study", _("研究团队怎样工作")


class ColumnMethod(TextChoices):
    """How chosen columns are compared; the words of `kam frontier --method`."""

    DEA_VRS = "dea-vrs", _("包络，规模报酬可变（DEA-VRS）")
    DEA_CRS = "dea-crs", _("包络，规模报酬不变（DEA-CRS）")
    DEA_NIRS = "dea-nirs", _("包络，规模报酬不增（DEA-NIRS）")
    DEA_NDRS = "dea-ndrs", _("包络，规模报酬不减（DEA-NDRS）")
    FDH = "fdh", _("阶梯包络（FDH）")
    ORDER_M = "order-m", _("order-m 前沿")
    QUANTILE = "quantile", _("分位数前沿")
    SFA = "sfa", _("随机前沿（SFA）")


class ColumnState(TextChoices):
    """Where a column run stands; only one that is done has an answer."""

    WAITING = "waiting", _("等待计算")
    WORKING = "working", _("正在计算")
    DONE = "done", _("已算好")
    CANCELLED = "cancelled", _("已取消")
    FAILED = "failed", _("没有算成")


class Orientation(TextChoices):
    """Which way a territory would move to the frontier."""

    OUTPUT = "output", _("产出：同样的投入，能多做多少")
    INPUT = "input", _("投入：同样的产出，能少用多少")
    DIRECTIONAL = "directional", _("两边：少用投入，同时多做产出")


class Inefficiency(TextChoices):
    """How inefficiency is spread in a stochastic frontier."""

    HALF_NORMAL = "half-normal", _("半正态")
    TRUNCATED_NORMAL = "truncated-normal", _("截断正态")
    EXPONENTIAL = "exponential", _("指数")
