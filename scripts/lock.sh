#!/usr/bin/env bash
# Resolves pyproject.toml into requirements.lock. Usage: scripts/lock.sh VENV
set -euo pipefail
cd "$(dirname "$0")/.."
"$1/bin/python" -m pip install --quiet uv
"$1/bin/uv" pip compile pyproject.toml --all-extras --python-version 3.11 --no-emit-index-url --no-annotate \
    --custom-compile-command "make lock" --output-file requirements.lock --quiet "${@:2}"
