"""Findings in words for people and in JSON for programs; returns text, prints nothing."""
