"""Inputs → Dataset."""

from outreach.reading._read import NOT_UNDERSTOOD, read, read_inputs, save_mapping

__all__ = ["NOT_UNDERSTOOD", "read", "read_inputs", "save_mapping"]
