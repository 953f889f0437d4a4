"""Any document handed in: read by labels, judged by what it says itself, given back with comments at the very words."""
