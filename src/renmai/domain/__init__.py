"""Floor 1: words and rules. Standard library only."""
