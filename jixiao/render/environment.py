"""The template language: Jinja2, sandboxed down to names, loops, conditions and a few filters.

A template reaches the Dossier by official terms and nothing else: no attribute, method or global of
Python. Data never becomes a template; whatever it holds is printed.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, Undefined, pass_context
from jinja2.exceptions import TemplateRuntimeError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jixiao.derive.dossier import GROUPS, Dossier, Projects
from jixiao.figures import Figure, Text
from jixiao.glossary import template_name, term
from jixiao.model.base import field_names
from jixiao.model.evaluation import Indicator, indicator_name
from jixiao.model.scalars import Day
from jixiao.patterns import compile_late
from jixiao.render.disk_cache import fetch, keep, key_of, own_code, versions
from jixiao.render.filters import FILTERS, against_last_year, amount_against_last_year
from jixiao.render.printing import Printer
from jixiao.submission.references import namesakes, subscript

PRINTER = "_印"
# Noncharacters of Unicode: reading forbids them in data, so they cannot be counterfeited.
OPEN, BETWEEN, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
LINE, LINE_END = "\ufdd3", "\ufdd4"
MARKED_VALUE = compile_late(f"{OPEN}([^{BETWEEN}]*){BETWEEN}(.*?){CLOSE}", re.DOTALL)
_NOT_IN_XML = compile_late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Between two texts of one run.
LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_LOOP_NAMES = {"index", "first", "last", "length"}
_ORDINAL = compile_late("[1-9][0-9]{0,5}")
_MISSING = object()
_MAX_OUTPUT = 1_000_000

PRINTABLE = (Figure, Text, Day, str, int)


def names(value: Any) -> list[str]:
    """Return the names a template can use below ``value``; none for what is printed as it is."""
    if isinstance(value, Projects):
        return sorted(value.by_identifier())
    if isinstance(value, Mapping):
        return sorted(value)
    if isinstance(value, list):
        return [_listed(value, number) for number in range(1, len(value) + 1)]
    kind: Any = type(value)
    return list(_names_below(kind))


def _listed(indicators: list[Indicator], number: int) -> str:
    """Return an indicator's name, its number where it has no name of its own."""
    name = indicator_name(indicators[number - 1].level3)
    unique = subscript(name) is not None and len(namesakes([indicator.level3 for indicator in indicators], name)) == 1
    return name if unique else str(number)


def format_reference(reference: str, value: Any, name: str) -> str:
    """Return the reference to what ``value``, to which ``reference`` leads, holds under a name."""
    if not isinstance(value, list):
        return f"{reference}.{name}"
    return f"{reference}[{name}]" if _ORDINAL.fullmatch(name) else f"{reference}{subscript(name)}"


def below(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a template can use below ``value``, by name."""
    if isinstance(value, (Projects, Mapping, list)):
        yield from ((name, lookup(value, name)) for name in names(value))
        return
    kind: Any = type(value)
    attributes = _attributes_of(kind)
    yield from ((name, getattr(value, attributes[name])) for name in _names_below(kind))


def _names_below(kind: Any) -> tuple[str, ...]:
    return tuple(template_name(term(name)) for name in _fields_of(kind))


def _fields_of(kind: Any) -> tuple[str, ...]:
    return () if issubclass(kind, PRINTABLE) else field_names(kind)


@cache
def _attributes_of(kind: Any) -> Mapping[str, str]:
    """Return the attributes that a template may read, by official term with and without its punctuation."""
    if issubclass(kind, LoopContext):
        return {name: name for name in _LOOP_NAMES}
    if issubclass(kind, Projects):  # they are named by their identifiers
        return {}
    spellings = ((spelling(term(name)), name) for name in _fields_of(kind) for spelling in (str, template_name))
    return dict(spellings)


def lookup(value: Any, name: str, default: Any = None) -> Any:
    """Return what ``value`` holds under a template name, ``default`` if nothing."""
    kind: Any = type(value)
    english = _attributes_of(kind).get(name)
    if english is not None:
        return getattr(value, english)
    if isinstance(value, Projects):
        return value.by_identifier().get(name, default)
    if isinstance(value, Mapping):
        return value.get(name, default)
    return _indicator(value, name, default) if isinstance(value, list) else default


def _indicator(indicators: list[Indicator], name: str, default: Any) -> Any:
    if _ORDINAL.fullmatch(name):  # counted from 1, as paths are
        return indicators[int(name) - 1] if int(name) <= len(indicators) else default
    found = namesakes([indicator.level3 for indicator in indicators], name)
    unnamed = next((indicator for indicator in indicators if indicator.level3.unknown), None)
    if not found and unnamed is not None:
        return _opened(unnamed)  # it may be the one that is meant
    return indicators[found[0]] if len(found) == 1 else default


def _opened(indicator: Indicator) -> Indicator:
    """Return an indicator of which nothing is known."""
    return indicator.model_copy(update={name: getattr(indicator, name).opened() for name in field_names(Indicator)})


def context_of(dossier: Dossier) -> dict[str, Any]:
    """Return the names a template starts from."""
    return {term(name): getattr(dossier, name) for name in ("year", "prior_year", *GROUPS)}


class FormEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which official terms are the only attributes and nothing can be called."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def from_string(self, source: Any, *_: Any, **__: Any) -> Template:
        """Return the compiled template; the same source is compiled once."""
        return _compiled(self, source)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the value under an official term."""
        found = lookup(obj, attribute, _MISSING)
        return self.undefined(obj=obj, name=attribute) if found is _MISSING else found

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return the value under an official term written as a subscript."""
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Refuse every call."""
        return False

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add and subtract loop counters; arithmetic on figures belongs to derivation."""
        if operator in "+-" and type(left) is int and type(right) is int:
            return left + right if operator == "+" else left - right
        raise TemplateRuntimeError("模板里不能计算")


@lru_cache(maxsize=128)
def _compiled(environment: FormEnvironment, source: str) -> Template:
    """Return the template, its code from an earlier run if that was kept; see ``disk_cache`` on why that is safe."""
    options = f"{environment.autoescape} {environment.trim_blocks}"
    key = key_of("code", versions("jinja2"), own_code("render/environment.py"), options.encode(), source.encode())
    kept = fetch(key)
    if kept is None:
        kept = marshal.dumps(environment.compile(source))
        keep(key, kept)
    return Template.from_code(environment, marshal.loads(kept), environment.make_globals(None))  # noqa: S302 - as above


@cache
def form_environment() -> FormEnvironment:
    """Return the environment for DOCX templates: values are escaped for XML."""
    return _environment(_escape_in_run, marked=False, trim_blocks=False)


@cache
def marking_form_environment() -> FormEnvironment:
    """Return the environment for DOCX templates in which every value from the data stands between its marks."""
    return _environment(_escape_in_run, trim_blocks=False)


@cache
def marking_text_environment() -> FormEnvironment:
    """Return the environment for plain text in which every value from the data stands between its marks."""
    return _environment(str)


@cache
def report_environment() -> FormEnvironment:
    """Return the environment for the report: plain text, values that are not from the data between nameless marks."""
    return _environment(str, nameless=True)


def render_marked_text(source: str, context: Mapping[str, Any], printer: Printer) -> str:
    """Return a template of plain text filled in, every value from the data between its marks. jinja2.TemplateError."""
    return marking_text_environment().from_string(source).render({**context, PRINTER: printer})


def _with_amounts(filter_: Callable[..., Figure]) -> Callable[..., Figure]:
    """Return a filter that words an amount so that it prints money as the printer does."""

    @pass_context
    def worded(context: Context, *arguments: Any) -> Figure:
        printer = context.parent.get(PRINTER)
        return filter_(*arguments, amount_places=printer.amount_places if isinstance(printer, Printer) else None)

    return worded


def _environment(
    escape: Callable[[str], str], *, marked: bool = True, nameless: bool = False, trim_blocks: bool = True
) -> FormEnvironment:
    @pass_context
    def finalize(context: Context, value: Any) -> str:
        words = escape(_printed(context, value))
        named = marked and bool(getattr(value, "path", ""))
        if not (named or nameless):
            return words
        return f"{OPEN}{context[PRINTER].prints[-1].mark if named else ''}{BETWEEN}{words}{CLOSE}"

    # Not Jinja2's autoescape: finalize sees to every value, those included that pretend to be escaped.
    environment = FormEnvironment(
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=trim_blocks,
        keep_trailing_newline=True,
    )
    environment.filters = {
        **FILTERS,
        "较上年": _with_amounts(against_last_year),
        "较上年额": _with_amounts(amount_against_last_year),
    }
    environment.tests = {}
    environment.globals = {}
    return environment


def _printed(context: Context, value: Any) -> str:
    if type(value) not in PRINTABLE and (not isinstance(value, PRINTABLE) or isinstance(value, bool)):
        _refuse(value)
    printer = context.parent.get(PRINTER)
    if not isinstance(printer, Printer) or len(printer.prints) > _MAX_OUTPUT:
        raise TemplateRuntimeError("输出过多")
    return printer.show(value)


def _refuse(value: Any) -> NoReturn:
    if isinstance(value, Undefined):
        str(value)  # raises UndefinedError, which names what is missing
    raise TemplateRuntimeError("这里是一组值，不能直接印出")


def _escape_in_run(text: str) -> str:
    """Return text that Word shows as it is, in a run's ``w:t``; a line break stays one."""
    if not text.isprintable() and _NOT_IN_XML.search(text):
        raise TemplateRuntimeError("有不能印出的控制字符")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("\n", LINE_BREAK)


_MARKDOWN_MARKUP = compile_late(r"([!-/:-@\[-`{-~])")


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is; a line break stays one."""
    return _MARKDOWN_MARKUP.sub(r"\\\1", text).replace("\n", "\\\n")
