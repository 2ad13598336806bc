"""Floor 4: know. Pure functions over immutable columns; never loads Django."""
