"""An authority's form, blank or filled in, made a first form set: its template with tags, its description."""
