"""Jixiao: a public unit's budget-performance figures in, the bureau's self-evaluation package out."""

__version__ = "0.1.0"
