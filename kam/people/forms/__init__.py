"""The shapes at the doors of the people room."""

from kam.people.forms.arranging import (
    AssignForm,
    EndForm,
    TeamForm,
    TerritoryForm,
    UserForm,
    UserNewForm,
)
from kam.people.forms.lists import TerritoryList, UserList
from kam.people.forms.own import EmailForm, ProfileForm, TokenForm
from kam.people.forms.session import (
    ForgotForm,
    NewPasswordForm,
    PasswordForm,
    SignInForm,
)

__all__ = [
    "AssignForm",
    "EmailForm",
    "EndForm",
    "ForgotForm",
    "NewPasswordForm",
    "PasswordForm",
    "ProfileForm",
    "SignInForm",
    "TeamForm",
    "TerritoryForm",
    "TerritoryList",
    "TokenForm",
    "UserForm",
    "UserList",
    "UserNewForm",
]
