"""S…: points and scores as the scoring rules set them, targets against actuals."""

from __future__ import annotations
