"""Rules: what an experienced examiner would check in the package as it will be printed.

Each rule is a small pure function from the Book to breaches; code, title, severity, basis and the way
to mend it stand beside it. Numbers that differ between authorities stand in the form set.
"""
