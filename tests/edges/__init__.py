"""What rooms share at their doors: forms, lists, batches, downloads."""
