"""What is installed is pinned and hashed, names no index, and is the same in tests and in use."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked(name: str) -> dict[str, str]:
    """Return package → its entry (version, marker and hashes)."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9-]+)(==.*(?:\n    .*)+)", text, flags=re.MULTILINE)
    return dict(entries)


def wanted(requirements: list[str]) -> set[str]:
    """Return the normalised names of the packages required."""
    names = (re.split(r"[^A-Za-z0-9._-]", requirement)[0] for requirement in requirements)
    return {re.sub(r"[._-]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    entries = locked(lock)
    assert entries
    assert [name for name, entry in entries.items() if "--hash=sha256:" not in entry] == []


def test_every_dependency_is_locked() -> None:
    assert wanted(PROJECT["dependencies"]) <= locked("requirements.lock").keys(), "run: make lock"
    for extra in ("dev", "bench"):
        assert wanted(PROJECT["optional-dependencies"][extra]) <= locked(f"requirements-{extra}.lock").keys(), (
            "run: make lock"
        )


@pytest.mark.parametrize("extra", ["dev", "bench"])
def test_tests_and_measurements_run_with_the_very_packages_a_build_uses(extra: str) -> None:
    assert locked("requirements.lock").items() <= locked(f"requirements-{extra}.lock").items(), "run: make lock"


def test_the_lock_of_the_javascript_peers_is_exact_and_names_no_place_to_fetch_from() -> None:
    lock = json.loads((ROOT / "benchmarks/peers/package-lock.json").read_text(encoding="utf-8"))
    wanted = lock["packages"].pop("")["dependencies"]
    assert wanted == json.loads((ROOT / "benchmarks/peers/package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, entry in lock["packages"].items() if "resolved" in entry or "integrity" not in entry] == []
