"""Users, teams, territories, roles, and who may do what."""
