"""What is held of a person: told in full, taken along, and erased for good."""
