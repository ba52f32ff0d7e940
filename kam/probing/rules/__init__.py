"""What probing means: flow, loops and traps."""
