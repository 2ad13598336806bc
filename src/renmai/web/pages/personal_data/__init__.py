"""Personal data: what is kept about a person, and erasing it."""
