#!/usr/bin/env bash
# Makes the virtual environment from the lock file. Usage: scripts/setup.sh VENV
set -euo pipefail
venv=${1:-.venv}
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
"$venv/bin/python" -m pip install --quiet --upgrade pip
"$venv/bin/python" -m pip install --quiet --requirement requirements.lock
"$venv/bin/python" -m pip install --quiet --no-deps --editable .
