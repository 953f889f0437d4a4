"""One style sheet for all parts: what is the same is shared, what differs is renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from jixiao.assemble.part_styles import REFERENCES, PartStyles, rename
from jixiao.docx.wml import VAL, Element, Look, W, common_root, take_attribute, value


class StyleSheet:
    """The styles of the result, gathered part by part; the first part's keep their ids, names and defaults."""

    def __init__(self) -> None:
        self._styles: list[Element] = []
        self._roots: list[Element] = []
        self._ids: set[str] = set()
        self._names: set[str] = set()
        self._known: list[tuple[dict[str, Look], dict[str, str]]] = []
        self._adopted: dict[tuple[PartStyles, frozenset[str]], dict[str, str]] = {}
        self.defaults: dict[str, str] = {}

    def adopt(self, sheet: PartStyles, wanted: Iterable[str], numbers: Mapping[str, str], label: str) -> dict[str, str]:
        """Return the id here of each style wanted and each it leans on; ``numbers`` are the lists' new ids.

        ``label`` marks the names of those that have to be renamed.
        """
        key = sheet, frozenset(wanted)
        if key not in self._adopted or any(map(sheet.numbers, self._adopted[key])):
            self._adopted[key] = self._adopt(sheet, sheet.closure(wanted), numbers, label)
        return self._adopted[key]

    def _adopt(self, sheet: PartStyles, ids: list[str], numbers: Mapping[str, str], label: str) -> dict[str, str]:
        final = self._shared(sheet, ids)
        copies = [id_ for id_ in ids if id_ not in final]
        for id_ in copies:
            final[id_] = self._free_id(id_)
        for id_ in copies:
            self._styles.append(self._copy(sheet, id_=id_, final=final, numbers=numbers, label=label))
        self.defaults = self.defaults or {kind: final[id_] for kind, id_ in sheet.defaults.items()}
        looks = {sheet.keys[id_]: sheet.look(id_) for id_ in ids if not sheet.numbers(id_)}
        self._known.append((looks, {sheet.keys[id_]: final[id_] for id_ in ids}))
        self._roots.append(sheet.root)
        return final

    def _shared(self, sheet: PartStyles, ids: list[str]) -> dict[str, str]:
        """Return the ids of styles that an earlier part already brought, with everything they lean on."""
        final: dict[str, str] = {}
        for looks, known in self._known:
            same = {i for i in ids if not sheet.numbers(i) and looks.get(sheet.keys[i]) == sheet.look(i)}
            while odd := {i for i in same if not same.issuperset(sheet.references(i))}:
                same -= odd
            for id_ in ids:
                if id_ in same:
                    final.setdefault(id_, known[sheet.keys[id_]])
        return final

    def _free_id(self, id_: str) -> str:
        number, free = 2, id_
        while free.casefold() in self._ids:
            free, number = f"{id_}-{number}", number + 1
        self._ids.add(free.casefold())
        return free

    def _copy(
        self, sheet: PartStyles, id_: str, final: Mapping[str, str], numbers: Mapping[str, str], label: str
    ) -> Element:
        copy = deepcopy(sheet.styles[id_])
        if self.defaults:
            take_attribute(copy, f"{W}default")
        name = self._free_name(sheet.name(id_), label)
        if (final[id_], name) != (id_, sheet.name(id_)):
            rename(copy, final[id_], name)
        for tag in REFERENCES:
            reference = copy.find(f"{W}{tag}")
            if reference is not None:
                reference.set(VAL, final[value(reference) or ""])
        for number in copy.findall(f"{W}pPr/{W}numPr/{W}numId"):
            number.set(VAL, numbers.get(number.get(VAL, ""), "0"))
        return copy

    def _free_name(self, name: str, label: str) -> str:
        # An ASCII comma would separate aliases.
        marked, number, free = label.replace(",", "，"), 2, name
        while free.casefold() in self._names:
            free = f"{name}（{marked}）" if number == 2 else f"{name}（{marked}·{number - 1}）"
            number += 1
        self._names.add(free.casefold())
        return free

    def root(self) -> Element:
        """Return ``w:styles``: the first part's defaults and latent styles, then all styles."""
        root = common_root("styles", self._roots)
        for name in ("docDefaults", "latentStyles"):
            stated = self._roots[0].find(f"{W}{name}")
            if stated is not None:
                root.append(deepcopy(stated))
        root.extend(self._styles)
        return root
