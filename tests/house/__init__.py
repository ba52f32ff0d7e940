"""The rules of the house, as tests. Each has a control on which it must fail."""
