"""What we hold to be true of somebody, with its evidence; nothing is overwritten."""
