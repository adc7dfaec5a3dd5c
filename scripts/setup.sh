#!/usr/bin/env bash
# Makes the virtual environment from a lock file, hashes checked. Usage: scripts/setup.sh VENV [dev]
# Without `dev`: what the product itself needs. With it: all extras, and what tests and benchmarks need.
set -euo pipefail
venv=${1:-.venv}
lock=requirements${2:+-$2}.lock
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "vanban needs Python 3.11 or later; set PYTHON to one." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Python's venv module is missing: installing python3-venv."
    scripts/apt.sh python3-venv python3-pip
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
[ -x "$venv/bin/uv" ] || "$venv/bin/python" -m pip install --quiet uv
install() { VIRTUAL_ENV=$venv "$venv/bin/uv" pip install --quiet "$@"; }
install --require-hashes --requirement "$lock"
install --no-deps --editable .
