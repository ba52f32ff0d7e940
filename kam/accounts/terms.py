"""The words of this room: kinds, sizes, layers and roles, as the method has them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccountKind(TextChoices):
    """What sort of organisation a key account is (method T17)."""

    GOVERNMENT = "government", _("政府部门")
    REGULATOR = "regulator", _("行业管理部门")
    ASSOCIATION = "association", _("行业协会")
    FACTORY = "factory", _("工厂")
    COMPANY = "company", _("公司")
    DEALER = "dealer", _("销售商")
    HOSPITAL = "hospital", _("医院")
    OTHER = "other", _("其他")


class SizeClass(TextChoices):
    """How large the account is for us; it sets the default visit interval."""

    LARGE = "large", _("大")
    MIDDLE = "middle", _("中")
    SMALL = "small", _("小")


class Layer(TextChoices):
    """The layer of the account a person stands in (method T26)."""

    DECISION = "decision", _("决策层")
    MANAGEMENT = "management", _("中高管理层")
    EXPERT = "expert", _("领域专家")
    PURCHASING = "purchasing", _("购买群体")
    SUPPORT = "support", _("支持群体")


class FunctionalRole(TextChoices):
    """What a person does in a purchase and in use (method T17)."""

    DECIDER = "decider", _("决策者")
    BUYER = "buyer", _("采购者")
    TECHNICIAN = "technician", _("技术人员")
    USER = "user", _("使用者")
    OTHER = "other", _("其他")


class AgeBand(TextChoices):
    """A rough age; optional, never a birthday."""

    UNDER_35 = "under-35", _("35 岁以下")
    FROM_35 = "35-45", _("35–45 岁")
    FROM_45 = "45-55", _("45–55 岁")
    OVER_55 = "over-55", _("55 岁以上")
