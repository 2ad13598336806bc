"""Floor 3: keep. The only Django app with tables; only `actions/` writes."""
