"""From documents to what is handed in: PDF, ZIP, manifest and the output folder."""
