"""Verbs of this room."""

from kam.people.services.bulk_territories import bulk_territories
from kam.people.services.bulk_users import bulk_users
from kam.people.services.company import change_setting, reset_setting
from kam.people.services.links import (
    ask_for_link,
    invite_user,
    issue_reset_link,
    no_such_link,
    refuse_link,
    use_reset_link,
)
from kam.people.services.profile import change_email, change_password, edit_profile
from kam.people.services.sessions import end_session, prove, prove_again
from kam.people.services.teams import create_team, edit_team
from kam.people.services.territories import (
    assign_territory,
    create_territory,
    edit_territory,
    end_assignment,
)
from kam.people.services.tokens import create_token, revoke_token
from kam.people.services.users import create_user, edit_user, set_password

__all__ = [
    "ask_for_link",
    "assign_territory",
    "bulk_territories",
    "bulk_users",
    "change_email",
    "change_password",
    "change_setting",
    "create_team",
    "create_territory",
    "create_token",
    "create_user",
    "edit_profile",
    "edit_team",
    "edit_territory",
    "edit_user",
    "end_assignment",
    "end_session",
    "invite_user",
    "issue_reset_link",
    "no_such_link",
    "prove",
    "prove_again",
    "refuse_link",
    "reset_setting",
    "revoke_token",
    "set_password",
    "use_reset_link",
]
