"""How a tag of the template language looks in a text: {{ … }}, {% … %}, {# … #}."""

from __future__ import annotations

# A tag ends before another of its kind begins: else a long run of {{ takes the square of its length.
TAG = r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}"
