"""A fictitious company, the same at every run, for a first look and for measuring."""
