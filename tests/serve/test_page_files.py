"""The page's files are those of the package, each with its type; the shell asks for no script but its own."""

import re

from jixiao.serve.page_files import SHELL, list_page_files


def test_what_the_shell_asks_for_is_there() -> None:
    files = list_page_files()
    shell = files[SHELL].content.decode()
    asked = re.findall(r'(?:src|href)="page/([^"]+)"', shell)
    assert asked
    assert set(asked) <= files.keys()
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|https?://", shell)


def test_what_modules_import_is_there() -> None:
    files = list_page_files()
    for name, file in files.items():
        if name.endswith(".js") and "/" not in name:
            for asked in re.findall(
                r"""^(?:import|export)\b[^;]*?from ["']\./([^"']+)["']""", file.content.decode(), re.M
            ):
                assert asked in files, f"{name} asks for {asked}"


def test_nothing_but_pages_styles_and_scripts_is_served() -> None:
    assert not [name for name in list_page_files() if name.endswith((".py", ".toml", ".json", ".txt"))]
