"""Helps a municipality reach its suppliers."""

__version__ = "0.1.0"
