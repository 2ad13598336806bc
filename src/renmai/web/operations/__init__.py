"""What whoever runs the server asks: whether it lives, what it does, and what a request was."""
