"""The figures a dossier holds, and figures to compute with."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
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
    elif isinstance(value, Struct):
        inner = [getattr(value, name) for name in value.__struct_fields__]
    elif isinstance(value, Mapping):
        inner = value.values()
    elif isinstance(value, list | tuple):
        inner = value
    for one in inner:
        yield from figures_in(one)
