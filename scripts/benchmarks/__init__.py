"""Measures the integration beside a trivial one: see ``scripts/benchmark``."""
