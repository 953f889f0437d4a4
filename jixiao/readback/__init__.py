"""Read-back: finished files opened again and held against what the data says."""
