"""What each line's list can be searched, sorted and narrowed by: one module per line."""
