"""C…: what must be there, and what must not be there twice."""

from __future__ import annotations
