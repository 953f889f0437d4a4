"""From the Dossier to the bytes of each part. No arithmetic here."""
