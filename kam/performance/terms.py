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
