"""The figures a dossier holds, and figures to compute with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal

from pydantic import BaseModel

from jixiao.figures import Figure
from jixiao.findings import Place


def entered(amount: str, *, unit: str = "万元", path: str = "", line: int = 1) -> Figure:
    """Return a figure as if it had been read from a file."""
    return Figure(Decimal(amount), unit, Place("data/2023/annex1.yaml", line, 1), path)


def figures_in(value: object) -> Iterator[Figure]:
    """Yield every figure that ``value`` holds at any depth, operands of formulas left out."""
    if isinstance(value, Figure):
        yield value
        return
    inner: Iterable[object] = ()
    if isinstance(value, BaseModel):
        inner = [getattr(value, name) for name in type(value).model_fields]
    elif is_dataclass(value):
        inner = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, list | tuple):
        inner = value
    for one in inner:
        yield from figures_in(one)
