"""Any DOCX, ours or a stranger's, as frozen blocks of text; knows no dossier."""
