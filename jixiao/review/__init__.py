"""Two dossiers side by side: what changed, what follows from it, and where it shows."""
