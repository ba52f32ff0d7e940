"""Measuring the product at growing sizes: figures are printed, never asserted."""
