"""Where a description says what it says: the places of its keys and values, for messages."""

from __future__ import annotations

from msgspec import Struct

from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import Entries, Items, Scalar


class DescriptionPlaces(Struct, frozen=True):
    """Places in a description that was read."""

    source: SourceText

    def key(self, form: int, *keys: str | int) -> Place:
        """Return the place of a key of the form of that number, counted from 0; keys are as the description has them.

        A number is that of an item of a list. Where the way ends, the place of what holds it.
        """
        return self._walk((term("forms"), form, *keys), at_value=False)

    def value(self, form: int, *keys: str | int) -> Place:
        """Return the place where the value of a key begins, behind an opening quotation mark."""
        place = self._walk((term("forms"), form, *keys), at_value=True)
        line = self.source.text.split("\n")[place.line - 1]
        quoted = line[place.column - 1 : place.column] in ("'", '"')
        return Place(place.file, place.line, place.column + quoted)

    def top(self, *keys: str | int) -> Place:
        """Return the place of a key of the whole description."""
        return self._walk(keys, at_value=False)

    def _walk(self, keys: tuple[str | int, ...], *, at_value: bool) -> Place:
        node: object = self.source.tree
        place = Place(self.source.file)
        for key in keys:
            if isinstance(node, Entries) and key in node:
                place, node = node.key_places[str(key)], node[str(key)]
            elif isinstance(node, Items) and isinstance(key, int) and key < len(node):
                node = node[key]
                place = node.place if isinstance(node, Entries | Items | Scalar) else place
            else:
                return place
        return node.place if at_value and isinstance(node, Entries | Items | Scalar) else place
