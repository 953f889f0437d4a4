"""DOCX files as packages and XML, and any document, ours or a foreign one, as blocks of text; knows no dossier."""
