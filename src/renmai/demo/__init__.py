"""A fictitious company to look around in: the same bytes for the same size and last day."""
