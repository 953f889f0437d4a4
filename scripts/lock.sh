#!/usr/bin/env bash
# Write the lock files from pyproject.toml: every version pinned, every file hashed, for all platforms.
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export UV_CUSTOM_COMPILE_COMMAND="make lock"

compile() {
    .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@" pyproject.toml
}

compile --output-file requirements.lock "$@"
compile --output-file requirements-dev.lock --extra dev --constraint requirements.lock "$@"
compile --output-file requirements-bench.lock --extra bench --constraint requirements.lock "$@"
