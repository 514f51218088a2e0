"""The words: two languages at once, as values."""
