"""The texts of each noun that stay hidden from whoever reads figures only."""

from __future__ import annotations

ACCOUNT_TEXT = frozenset(
    {"phone", "credit_code", "business_scope", "characteristics", "applications"}
)
STAKEHOLDER_TEXT = frozenset(
    {
        "name",
        "title",
        "phone",
        "email",
        "age_band",
        "duties",
        "concerns",
        "known_since",
        "competition",
        "views",
        "obstacle",
        "notes",
    }
)
VISIT_TEXT = frozenset(
    {
        "objective",
        "planned_ask",
        "fallback_ask",
        "fact",
        "insight",
        "next_objective",
        "cancel_reason",
        "amendments",
        "files",
        "bring",
        "brought",
        "noted_why",
        "quotes",
    }
)

NEED_TEXT = frozenset(
    {
        "name",
        "note",
        "concept",
        "category",
        "method",
        "text",
        "evidence",
        "strengths",
        "facts",
        "rivals",
        "solved",
        "cost",
        "convenience",
        "communication",
        "feature",
        "effect",
        "concern",
        "benefit",
        "variant_a",
        "variant_b",
        "variant_c",
        "variant_d",
    }
)

BOOKING_TEXT = frozenset({"purpose", "why", "reason"})
PLAN_TEXT = frozenset(
    {"name", "now", "goal", "ending", "what", "resource", "sign", "reason"}
)

BLUEPRINT_TEXT = frozenset(
    {
        "text_facts",
        "text_platform",
        "text_hierarchy",
        "text_relations",
        "text_people",
        "text_change",
        "text_goals",
        "text_steps",
        "text_probing",
        "text_risks",
        "text_joint",
        "text_reviews",
        "told_facts",
        "told_goals",
        "told_steps",
        "told_joint",
        "told_reviews",
        "decision",
        "name",
        "text",
        "minutes",
        "told",
    }
)
