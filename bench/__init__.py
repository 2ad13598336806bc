"""Side-by-side measurements, one command: `python -m bench`."""
