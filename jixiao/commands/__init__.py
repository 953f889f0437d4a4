"""Commands that are no build, one module each."""
