"""Background work: jobs that go on after the page has answered, one module per kind."""
