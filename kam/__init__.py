"""绩效先锋 · Performance Frontier KAM."""

__version__ = "0.1.0"
