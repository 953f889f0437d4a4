"""Units that never were: figures, scores and words that agree, or one thing in them that is known not to."""
