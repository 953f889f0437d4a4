"""P…: the report's prose against the figures it speaks of."""

from __future__ import annotations
