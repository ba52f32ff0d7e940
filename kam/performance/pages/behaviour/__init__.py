"""The pages of behaviour: a person's own, a team's, and what opens another's."""
