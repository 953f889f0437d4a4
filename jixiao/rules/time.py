"""D…: dates and years."""

from __future__ import annotations
