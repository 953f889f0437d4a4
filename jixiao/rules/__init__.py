"""Rules: what an experienced examiner would check in the package as it will be printed.

Each rule is a small pure function from the package to breaches, under its code and severity; its title, basis, remedy
and example stand in texts.toml. Numbers that differ between authorities stand in the form set.
"""
