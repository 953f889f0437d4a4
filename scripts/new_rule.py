"""Begin a rule: its module, its words, its test, its cases; then docs/rules.md and schemas/ anew.

    make new-rule CODE=A199 NAME=short-name TITLE=规则的名称

What is written runs and passes: it objects to a text that says 不详. Put the rule's own question in its place, change
the cases, and let ``python -m tests.support.cases A199`` write what is found.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FAMILIES = "ACDGPSTWY"
TEXTS = "jixiao/rules/texts.toml"

_MODULE = '''\
"""@CODE@: @TITLE@."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings import Severity, quoted
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule

_UNTOLD = "不详"


@rule("@CODE@", Severity.WARNING)
def list_@STEM@(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts that say nothing but 不详."""
    for text in package.texts:
        if text.strip() == _UNTOLD:
            found = f"{quoted(text.path)}写{quoted(text)}"
            yield package.spot(text).breach(found, "实际情况", seen=(str(text),))
'''

_WORDS = """
[@CODE@]
title = "@TITLE@"
basis = "文件名称和条款"
remedy = "写明实际情况。"
example = "“单位.填表人”写“不详”。"
"""

_TEST = '''\
"""@CODE@: @TITLE@.

Whole years stand in tests/cases/rules/@CODE@.yaml; here is what needs none.
"""

from __future__ import annotations

from jixiao.rules.catalogue import all_rules


def test_the_rule_is_in_the_catalogue() -> None:
    [rule] = [rule for rule in all_rules() if rule.code == "@CODE@"]
    assert rule.check.__module__ == "jixiao.rules.@STEM@"
    assert rule.title == "@TITLE@"
'''

_CASES = """\
# @CODE@ @TITLE@

- name: 写着“不详”
  changes:
  - file: data/2023/unit.yaml
    old: |
      填表人: 填表人甲
    new: |
      填表人: 不详
  expect:
  - @CODE@

- name: 写明了
  changes:
  - file: data/2023/unit.yaml
    old: |
      填表人: 填表人甲
    new: |
      填表人: 填表人乙
  expect: []

- name: 刚好在界限上：文字里有“不详”，但不只是“不详”
  changes:
  - file: data/2023/unit.yaml
    old: |
      填表人: 填表人甲
    new: |
      填表人: 填表人甲（电话不详）
  limit: true
  expect: []
"""

_FILES = {
    "jixiao/rules/@STEM@.py": _MODULE,
    "tests/rules/test_@STEM@.py": _TEST,
    "tests/cases/rules/@CODE@.yaml": _CASES,
}
_THEN = (
    ("build.py", "rules"),
    ("build.py", "schema"),
    ("-m", "tests.support.cases", "@CODE@"),
)


def list_objections(root: Path, *, code: str, name: str, title: str) -> Iterator[str]:
    """Yield, in Chinese, why a rule cannot be begun under this code, name and title."""
    if not re.fullmatch(f"[{FAMILIES}][0-9]{{3}}", code):
        yield f"CODE={code}：应为一个字母（{'、'.join(FAMILIES)}）和三位数字，如 A199。"
    elif _registers(root, code):
        yield f"CODE={code}：已经有这条规则。"
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
        yield f"NAME={name}：应为小写英文，用连字符分开，如 parts-below-total。"
    elif any((root / "jixiao").rglob(f"{_stem(name)}.py")):
        yield f"NAME={name}：jixiao/ 里已经有叫 {_stem(name)}.py 的文件。"
    if not re.fullmatch(r"[^\s\"'\\{}@][^\"'\\{}@\n]{0,39}", title):
        yield f"TITLE={title}：应为规则的名称，至多 40 字，不带引号，如 合计等于各项之和。"


def _registers(root: Path, code: str) -> bool:
    return any(f'"{code}"' in path.read_text("utf-8") for path in (root / "jixiao/rules").glob("*.py"))


def _stem(name: str) -> str:
    return name.replace("-", "_")


def write_rule(root: Path, *, code: str, name: str, title: str) -> list[str]:
    """Write the files of a rule and its words; return their names."""
    words = {"@CODE@": code, "@STEM@": _stem(name), "@TITLE@": title}
    for file, text in _FILES.items():
        (root / _filled(file, words)).write_text(_filled(text, words), encoding="utf-8", newline="\n")
    texts = root / TEXTS
    texts.write_text(_inserted(texts.read_text("utf-8"), code, _filled(_WORDS, words)), encoding="utf-8", newline="\n")
    return [*(_filled(file, words) for file in _FILES), TEXTS]


def _inserted(texts: str, code: str, words: str) -> str:
    """Return the rules' words with those of a new one in the order of the codes."""
    later = [match.start() for match in re.finditer(r"(?m)^\[(\w+)\]$", texts) if match[1] > code]
    at = later[0] if later else len(texts)
    return f"{texts[:at].rstrip()}\n{words}\n{texts[at:]}".rstrip() + "\n"


def _filled(text: str, words: Mapping[str, str]) -> str:
    for key, word in words.items():
        text = text.replace(key, word)
    return text


def main(arguments: list[str]) -> int:
    """Begin the rule; return 2 where that cannot be, and the exit code of what failed."""
    parser = argparse.ArgumentParser(prog="make new-rule", description=__doc__)
    for option in ("code", "name", "title"):
        parser.add_argument(f"--{option}", default="")
    asked = vars(parser.parse_args(arguments))
    objections = list(list_objections(ROOT, **asked))
    if objections:
        print("\n".join(objections), file=sys.stderr)
        return 2
    written = write_rule(ROOT, **asked)
    for command in _THEN:
        words = [_filled(word, {"@CODE@": asked["code"]}) for word in command]
        code = subprocess.run([sys.executable, *words], cwd=ROOT, check=False).returncode
        if code:
            return code
    print(
        "已写好：\n"
        + "".join(f"  {file}\n" for file in written)
        + f"怎样接着写：docs/new-rule.md；测试：{_proof(asked)}"
    )
    return 0


def _proof(asked: Mapping[str, str]) -> str:
    return f"{sys.executable} -m pytest tests/rules/test_cases.py tests/rules/test_{_stem(asked['name'])}.py"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
