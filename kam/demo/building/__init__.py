"""Building the demo company: the script, carried out by the verbs of every room.

Nothing here writes to a table itself. Each verb is told who does it and believes that
it is the moment when it happened, so that records, chains and history agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.demo.building.behaviours import build_behaviours
from kam.demo.building.beliefs import build_beliefs
from kam.demo.building.blueprints import build_blueprints
from kam.demo.building.customers import build_customers
from kam.demo.building.frontiers import build_frontiers
from kam.demo.building.handovers import build_handovers
from kam.demo.building.needs import build_needs
from kam.demo.building.notices import build_notices
from kam.demo.building.packs import build_packs
from kam.demo.building.pipeline import build_pipeline
from kam.demo.building.plans import build_plans
from kam.demo.building.probes import build_probes
from kam.demo.building.questions import build_questions
from kam.demo.building.records import build_records
from kam.demo.building.resources import build_resources
from kam.demo.building.staff import build_staff
from kam.demo.building.thinking import build_thinking
from kam.demo.building.visits import build_visits
from kam.demo.building.webs import build_webs

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.demo.building.stage import Stage


def build(stage: Stage, progress: Callable[[str], None]) -> None:
    """Build everything, in the order in which it came about."""
    progress("演示公司 1/5 团队、人员、区域 · teams, people, territories")
    build_staff(stage)
    progress("演示公司 2/5 产品、客户、客户个体 · products, accounts, stakeholders")
    build_customers(stage)
    progress("演示公司 3/5 十八个月的拜访 · eighteen months of visits")
    build_visits(stage, progress)
    progress("演示公司 4/5 谁说了算、怎么想 · who decides, how they think")
    build_webs(stage)
    build_beliefs(stage)
    build_thinking(stage)
    build_questions(stage)
    build_needs(stage)
    build_packs(stage)
    build_probes(stage)
    build_records(stage)
    build_behaviours(stage)
    build_handovers(stage)
    build_pipeline(stage)
    build_plans(stage)
    build_notices(stage)
    build_blueprints(stage)
    build_resources(stage)
    progress("演示公司 5/5 区域数据与绩效前沿 · figures and frontiers")
    build_frontiers(stage)
