"""The evidence folder: files that go into the package as they are (盖章的通知、文件的扫描件).

They come from outside and leave again unread; therefore only plain files of known kinds and of bounded
size are taken, and each is opened without following links.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from jixiao.errors import EnvironmentFailure
from jixiao.findings import Finding, Place, finding_at, quoted
from jixiao.model.entered_year import EvidenceFile
from jixiao.paths import readable
from jixiao.source.regular_file import UnreadableFile, read_regular, read_start

MAX_BYTES = 20_000_000
MAX_TOTAL = 100_000_000
MAX_FILES = 100
_MAX_NAME = 180
_ZIP = b"PK\x03\x04"
_STARTS = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".ofd": _ZIP,
}
_KINDS = "、".join(kind.removeprefix(".") for kind in _STARTS)
_FORBIDDEN = set('\\/:*?"<>|')


def list_evidence(paths: Iterable[Path], shown: str) -> tuple[list[EvidenceFile], list[Finding]]:
    """Return what lies in the evidence folder (which messages name as ``shown``) and can be used, in the order given.

    The findings are on what cannot.
    """
    files: list[EvidenceFile] = []
    findings: list[Finding] = []
    for path in paths:
        file = f"{shown}/{readable(path.name)}"
        problem = next(_problems(path), None)
        if problem is None:
            files.append(EvidenceFile(path.name, file, path.lstat().st_size))
        else:
            found, expected, remedy = problem
            findings.append(finding_at(Place(file), ("L020", f"佐证材料用不了：{found}", expected, remedy)))
    if len(files) > MAX_FILES or sum(one.size for one in files) > MAX_TOTAL:
        found = f"佐证材料共 {len(files)} 个文件、{_megabytes(sum(one.size for one in files))}"
        should = f"不超过 {MAX_FILES} 个文件、{_megabytes(MAX_TOTAL)}"
        remedy = "合并或压缩扫描件，只放需要报送的文件。"
        findings.append(finding_at(Place(shown), ("L020", found, should, remedy)))
        files = []
    return files, findings


def read_evidence(folder: Path, files: Iterable[EvidenceFile]) -> dict[str, bytes]:
    """Return the content of the files by name; EnvironmentFailure where one has changed or cannot be read."""
    return {file.name: _content(folder / file.name, file) for file in files}


def _content(path: Path, file: EvidenceFile) -> bytes:
    try:
        content = read_regular(path, MAX_BYTES)
    except UnreadableFile as error:
        raise EnvironmentFailure(f"佐证材料 {file.file} 读不出来（{error.words}）。请检查后再运行。") from error
    if not content.startswith(_STARTS[path.suffix.lower()]):
        raise EnvironmentFailure(f"佐证材料 {file.file} 在生成过程中被改动。请再运行一次。")
    return content


def _problems(path: Path) -> Iterator[tuple[str, str, str]]:
    name, suffix = path.name, path.suffix.lower()
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        yield "不是普通文件", "文件本身，不是文件夹、快捷方式或链接", "把文件直接放在 evidence/ 下，不分文件夹。"
    elif suffix not in _STARTS:
        yield f"不能用的文件类型{quoted(suffix or '没有扩展名')}", _KINDS, "另存为 PDF 再放入；不需要报送的移到别处。"
    elif _FORBIDDEN & set(name) or not name.isprintable() or len(os.fsencode(name)) > _MAX_NAME:
        yield "文件名过长，或含有不能用的字符", f"不超过 {_MAX_NAME // 3} 个汉字的普通名称", "改一个简短的文件名。"
    elif found.st_size > MAX_BYTES:
        yield (
            f"文件有 {_megabytes(found.st_size)}",
            f"不超过 {_megabytes(MAX_BYTES)}",
            "降低扫描分辨率，或分成几个文件。",
        )
    elif not _starts_right(path, suffix):
        yield (
            f"内容不是 {suffix.removeprefix('.')} 文件",
            f"真正的 {suffix.removeprefix('.')} 文件",
            "重新扫描或另存，不要只改扩展名。",
        )


def _starts_right(path: Path, suffix: str) -> bool:
    return read_start(path, 16).startswith(_STARTS[suffix])


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".0 ", " ")
