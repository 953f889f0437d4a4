"""From what was entered to everything that is printed: totals, rates, scores, numbering."""
