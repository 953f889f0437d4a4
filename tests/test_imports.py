"""The way through the program has one direction, and each format library has one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Rooms in the order of the way; a file imports from rooms on the lines before its own (and from its own) only, inside
# functions and for the type checker too.
ROOMS = """
    patterns
    plain folding machine
    errors findings glossary targets
    docx edition figures paths
    assemble lineage source
    model
    accounts
    submission
    forms
    derive
    render
    web
    publish
    review
    rules
    diagnosis readback rollforward
    reporting
    build
    archive commands disclosure importing reconcile why
    examine
    fleet
    serve
    cli
    __main__
"""
LEVEL = {room: level for level, rooms in enumerate(ROOMS.split("\n")) for room in rooms.split()}

DOORS = {
    "ruamel": {"source.nodes", "source.comments", "source.canonical"},
    "docxtpl": {"render.patching"},
    "pypandoc": {"render.pandoc"},
    "pikepdf": {"publish.reproducible_pdf", "publish.pdf_properties", "publish.pdf_tags", "publish.archival_pdf"},
    "pypdfium2": {"publish.pdf_text", "publish.pdf_pages"},
    "starlette": {"serve.serve_routes", "serve.request_guard"},
    "uvicorn": {"serve.serve_run"},
    "docx": {"fleet.return_letter", "importing.describing.sheet_form", "render.draft"},
    "python_calamine": {"accounts.workbook_cells"},
    "xlsxwriter": {"fleet.xlsx_writer", "reconcile.form_workbook"},
    "deflate": {"docx.zip_file"},
    "distributed": {"fleet.cluster"},
    "lxml": {"docx", "assemble", "render.scan", "review.digest"},
    "jinja2": {"render", "web.html_pages"},
    "pydantic": {"model", "submission.validate"},
    "pydantic_core": {"model", "submission.validate"},
}


def modules() -> dict[str, ast.Module]:
    paths = sorted((ROOT / "jixiao").rglob("*.py"))
    names = [".".join(path.relative_to(ROOT / "jixiao").with_suffix("").parts) for path in paths]
    return {name: ast.parse(path.read_text("utf-8")) for name, path in zip(names, paths, strict=True)}


MODULES = modules()


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names a module imports, wherever in it and for whomever."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            own = node.module == "jixiao"
            yield from (f"jixiao.{alias.name}" for alias in node.names) if own else [str(node.module)]


def room(name: str) -> str:
    return name.removeprefix("jixiao.").partition(".")[0]


@pytest.mark.parametrize("name", [name for name in MODULES if name != "__init__"])
def test_a_module_imports_from_rooms_before_its_own(name: str) -> None:
    own = room(name)
    assert own in LEVEL, f"{own} has no place in the table of rooms"
    for other in imported(MODULES[name]):
        target = room(other)
        if other.startswith("jixiao.") and target in LEVEL and target != own:
            assert LEVEL[target] < LEVEL[own], f"{name} imports {other}"


def test_every_room_in_the_table_exists() -> None:
    assert {room(name) for name in MODULES} - {"__init__"} == set(LEVEL)


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


@pytest.mark.parametrize("library", DOORS)
def test_a_format_library_is_imported_by_the_modules_meant(library: str) -> None:
    users = {name for name, tree in MODULES.items() if any(one.split(".")[0] == library for one in imported(tree))}
    assert users
    assert {name for name in users if not within(name, DOORS[library])} == set()


def users_of(*names: str) -> set[str]:
    """Return the modules that call or read one of the names, as written: print(), sys.exit(), os.environ."""
    return {module for module, tree in MODULES.items() if uses(tree) & set(names)}


def uses(tree: ast.Module) -> set[str]:
    read = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return read | {f"{ast.unparse(node.func)}()" for node in ast.walk(tree) if isinstance(node, ast.Call)}


OF_ONE_SYSTEM = {"fcntl", "resource", "pwd", "grp", "termios", "pty", "msvcrt", "winreg", "ctypes", "faulthandler"}
NOT_EVERYWHERE = {
    *("geteuid", "getuid", "killpg", "fork", "setsid", "sched_getaffinity", "mkfifo", "O_NOFOLLOW", "O_DIRECTORY"),
    *("O_NONBLOCK", "O_CLOEXEC", "SIGHUP", "SIGALRM", "SIGPROF", "SIGKILL", "setitimer", "statvfs", "getloadavg"),
}


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) != "machine"])
def test_what_only_some_systems_have_is_asked_of_one_room(name: str) -> None:
    tree = MODULES[name]
    assert not OF_ONE_SYSTEM & {one.split(".")[0] for one in imported(tree)}
    assert not NOT_EVERYWHERE & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_only_the_command_line_prints_and_exits() -> None:
    ways_out = (
        "print()",
        "input()",
        "exit()",
        "quit()",
        "SystemExit()",
        "sys.exit",
        "os._exit",
        "sys.stdout",
        "sys.stderr",
    )
    forks = {"machine.forking_parent"}  # which end with the command that they ran
    assert {room(module) for module in users_of(*ways_out) - forks} <= {"cli", "__main__"}


def test_the_clock_is_read_behind_one_door() -> None:
    clocks = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime")
    assert users_of(*clocks) <= {"edition"}


def calling(*methods: str) -> set[str]:
    """Return the modules that call a method of one of the names, whatever it is a method of."""
    return {
        module
        for module, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in methods
    }


def test_what_comes_from_outside_is_read_through_one_door() -> None:
    own_results = {"review.engine", "publish.pdf", "render.pandoc", "render.disk_cache"}
    own_results |= {"publish.reproducible_pdf", "publish.archival_pdf"}
    own_files = {
        "folding",
        "glossary",
        "model.guidance",
        "source.syntax_hints",
        "rules.registry",
        "rules.claim_words",
        "rules.other_names",
        "rules.sentences_hold",
        "rules.described_subjects",
        "rules.contrary_words",
        "rules.usual_norms",
        "importing.stated_figures",
        "importing.describing.vocabulary",
        "disclosure.private_words",
        "fleet.arranged_days",
    }
    own_files |= {"web.html_pages", "cli.upkeep_commands", "serve.page_files", "commands.data_repository"}
    listed_before = {"fleet.cluster"}  # by budget_units, which takes plain files only
    assert calling("read_bytes", "read_text") <= own_results | own_files | listed_before


def test_what_lasts_is_written_through_few_doors() -> None:
    lasting = {"source.exchange", "publish.folder", "cli.console", "fleet.run_outputs", "render.disk_cache"}
    in_work_folders = {
        "publish.pdf",
        "publish.office_profile",
        "publish.started_office",
        "render.pandoc",
        "reconcile.applying",
        "review.engine",
        "review.revisions",
        "examine.own_data",
    }
    assert calling("write_bytes", "write_text") <= lasting | in_work_folders | {"fleet.cluster"}


def test_the_environment_is_read_by_few() -> None:
    assert {
        name
        for name in users_of("os.environ", "os.getenv")
        if not within(name, {"edition", "cli", "publish.office_runs", "publish.office_programs"})
    } == set()


def test_nothing_depends_on_the_locale_or_on_chance() -> None:
    for name, tree in MODULES.items():
        if name == "serve.start_token":  # which nobody may guess
            continue
        assert not {"locale", "random", "uuid", "secrets"} & {one.split(".")[0] for one in imported(tree)}, name
