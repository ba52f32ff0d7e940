"""Questions about users, teams, territories, tokens and settings."""

from kam.people.queries.company import (
    NounCount,
    chosen_settings,
    is_on,
    record_counts,
    setting,
    settings_beside,
    settings_from,
    settings_of,
)
from kam.people.queries.entry import (
    active_user,
    link_from_secret,
    mail_is_set_up,
    people_reached_by,
    token_from_secret,
    tokens_of,
    user_named,
)
from kam.people.queries.places import (
    holders_for,
    holders_now,
    parents_of,
    people_by_team,
    teams_for,
    territories_by_team,
    territories_for,
    territory_rows,
    within_team,
)

__all__ = [
    "NounCount",
    "active_user",
    "chosen_settings",
    "holders_for",
    "holders_now",
    "is_on",
    "link_from_secret",
    "mail_is_set_up",
    "parents_of",
    "people_by_team",
    "people_reached_by",
    "record_counts",
    "setting",
    "settings_beside",
    "settings_from",
    "settings_of",
    "teams_for",
    "territories_by_team",
    "territories_for",
    "territory_rows",
    "token_from_secret",
    "tokens_of",
    "user_named",
    "within_team",
]
