"""Territory figures and the performance frontier."""
