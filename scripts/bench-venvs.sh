#!/usr/bin/env bash
# One environment for each package (the rivals of the speed benchmark), so that none disturbs another.
# Usage: scripts/bench-venvs.sh FOLDER [PACKAGE ...]
set -euo pipefail
folder=$1
shift
[ $# -gt 0 ] || set -- 'markitdown[docx,pdf]' 'viparse[office,pdf]' pdfplumber python-docx pypdfium2 \
    kreuzberg liteparse pdf-inspector
for rival in "$@"; do
    venv="$folder/${rival%%[*}"
    [ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
    [ -e "$venv/.ready" ] || { PYTHONDONTWRITEBYTECODE= "$venv/bin/python" -m pip install --quiet "$rival" && touch "$venv/.ready"; }
done
