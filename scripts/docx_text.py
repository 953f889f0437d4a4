"""Show a DOCX as text to Git (``make git-setup``): python -m scripts.docx_text FILE."""

from __future__ import annotations

import sys
from pathlib import Path

from jixiao.errors import JixiaoError
from jixiao.review.docx_text import docx_text


def main() -> None:
    """Print the text of one file; of what is no DOCX, say so, since a failure here would break ``git diff``."""
    content = Path(sys.argv[1]).read_bytes()
    try:
        shown = docx_text(content) if content else ""
    except JixiaoError as error:
        shown = f"（不能读出文字：{error}）\n"
    sys.stdout.buffer.write(shown.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
