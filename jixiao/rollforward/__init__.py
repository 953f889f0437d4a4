"""The step into the next year: its data begun from last year's, and what is left to fill in."""
