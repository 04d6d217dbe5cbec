"""Papers for staff, not for the public."""
