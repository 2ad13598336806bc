"""Floor 5: the API, the same reports as JSON."""
