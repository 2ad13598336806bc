"""Floor 2: the way in. Files become checked records, or a list of problems with line numbers."""
