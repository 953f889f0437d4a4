"""A package filed without this tool becomes a year's data: read by labels, compared, written whole or not at all."""
