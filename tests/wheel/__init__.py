"""What leaves the house: the wheel holds all that running needs."""
