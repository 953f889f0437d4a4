"""Where a printed value comes from, and where a typed one goes."""
