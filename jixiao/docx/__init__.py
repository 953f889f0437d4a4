"""DOCX files as packages and XML, and any document, ours or a stranger's, as blocks of text; knows no dossier."""
