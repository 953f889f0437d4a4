"""Data files read and written: text, nodes with places, canonical form, new values by place; knows no model."""
