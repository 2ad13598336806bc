"""The four lines once more, as relational expressions that any engine can run.

Derived from the specification alone: nothing here knows the panel, so that tests can hold one
derivation against the other (docs/adr/0006).
"""
