"""The folder that an archive takes: a year's package with all it was made from, checked and sealed by digests."""
