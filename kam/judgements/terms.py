"""What can be judged of somebody, from which side, and how sure we are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Aspect(TextChoices):
    """One thing judged of a person in an account."""

    # The map and the matrix (method §3.10, §3.18).
    INFLUENCE = "influence", _("影响力")
    BUSINESS = "business", _("业务关系")
    PERSONAL = "personal", _("个人关系")
    # The gates of the adoption ladder (method §3.19), for one product each.
    KNOWS = "knows", _("说得出产品是什么、做什么用")
    NEEDS = "needs", _("承认有它能解决的问题")
    AGREED = "agreed", _("同意了解，没有推脱")
    USED = "used", _("用过")
    SHARE = "share", _("使用占适用情形的比例")
    RECOMMENDS = "recommends", _("向别人推荐过，我们在场或有人证实")
    # Where we want them to be within the agreed time (method §3.17, A to B).
    TARGET = "target", _("目标阶段")
    # The change equation (method §3.21), for one product and side each.
    RISK = "risk", _("错误决策的风险")
    SWITCH = "switch", _("转变的成本")
    POST = "post", _("采用后的成本")
    VALUE = "value", _("效果或价值")
    # The purchase formula (method §3.23), for one product each.
    ADVANTAGE = "advantage", _("产品优势")
    INTEREST = "interest", _("单位的经济利益")


class Side(TextChoices):
    """Whose view a judgement tells; most have no side."""

    OURS = "ours", _("我们的观点")
    CUSTOMER = "customer", _("客户的观点")


class Source(TextChoices):
    """How we know."""

    TOLD = "told", _("客户原话")
    SEEN = "seen", _("亲眼看到")
    HEARD = "heard", _("别人说的")
    GUESS = "guess", _("猜测")


class Confidence(TextChoices):
    """How sure the author is."""

    HIGH = "high", pgettext_lazy("confidence", "高")
    MIDDLE = "middle", pgettext_lazy("confidence", "中")
    LOW = "low", pgettext_lazy("confidence", "低")
