"""Numbers somebody else published or computed, beside the source that made them."""
