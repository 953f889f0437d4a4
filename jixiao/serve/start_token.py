"""The word in the page's address that only whoever started the server knows: the one place where chance is asked."""

from __future__ import annotations

import hmac
import secrets


def make_token() -> str:
    """Return a new word of 43 letters, digits, - and _."""
    return secrets.token_urlsafe(32)


def is_token(given: str, token: str) -> bool:
    """Return whether a word is the token, in the same time for every word."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())
