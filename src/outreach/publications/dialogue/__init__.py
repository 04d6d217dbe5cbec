"""Dialogue with the market before and during a procurement."""
