"""From data to package, step after step."""
