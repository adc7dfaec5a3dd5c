#!/usr/bin/env bash
# Resolves pyproject.toml into two lock files with hashes: requirements.lock is what the product itself
# needs, requirements-dev.lock adds all extras and what tests and benchmarks need. Usage: scripts/lock.sh VENV
set -euo pipefail
cd "$(dirname "$0")/.."
"$1/bin/python" -m pip install --quiet uv
compile() {
    "$1/bin/uv" pip compile pyproject.toml --python-version 3.11 --universal --no-emit-index-url --no-annotate \
        --generate-hashes --custom-compile-command "make lock" --quiet "${@:2}"
}
compile "$1" --all-extras --output-file requirements-dev.lock "${@:2}"
# the product's own packages in the versions that the tests have seen
compile "$1" --constraint requirements-dev.lock --output-file requirements.lock "${@:2}"
