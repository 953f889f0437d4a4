"""What systems do differently, each with its POSIX side and its Windows side; no other room asks which one it is on.

Which side is taken follows from what Python has, not from a system's name: where the modules of POSIX are hidden, the
other side runs (``tests/machine/test_bare_machine.py``).
"""
