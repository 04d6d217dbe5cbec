"""The list of procurements (upphandlingslista): its pages, its table and what has changed in it."""
