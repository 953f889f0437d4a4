"""W…: writing that the bureau sends back: punctuation, pairs, numbering; and persons in what is published."""

from __future__ import annotations
