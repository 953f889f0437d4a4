"""A package that came back, changed by hand in Word, WPS or LibreOffice: what was changed, put into the data."""
