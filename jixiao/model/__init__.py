"""Frozen models of what is entered, one module per data file."""
