"""Account plans: phases and steps of the work, and the way from A to B."""
