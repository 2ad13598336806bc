"""Reads what nobody would write: hostile files and texts against every reader, with coverage as the guide."""
