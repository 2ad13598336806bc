"""Floor 2, the way in: bundle columns declared once, readers, checks."""
