"""The weekly review of a view: what changed since a day, and what is at risk (docs/metrics/review.md); about us."""
