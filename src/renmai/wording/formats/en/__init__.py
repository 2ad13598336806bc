"""How this language writes numbers and dates."""
