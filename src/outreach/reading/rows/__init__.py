"""Rows → records: every field read strictly, every fault with its address."""
