"""The words of every face: codes become sentences in the three languages."""
