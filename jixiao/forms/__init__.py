"""Forms as data: descriptions of form sets with their formulas, and what a year enters in them."""
