"""Working without signal: what a device sends is stored once, or kept safe."""
