"""The only writers: each action runs in one transaction, with its revision and audit trail (spec 5)."""
