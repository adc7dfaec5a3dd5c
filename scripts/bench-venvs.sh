#!/usr/bin/env bash
# One environment for each rival of the speed benchmark, so that none disturbs another. Usage: scripts/bench-venvs.sh FOLDER
set -euo pipefail
for rival in 'markitdown[docx,pdf]' 'viparse[office,pdf]' pdfplumber python-docx pypdfium2 \
    kreuzberg liteparse pdf-inspector; do
    venv="$1/${rival%%[*}"
    [ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
    [ -e "$venv/.ready" ] || { PYTHONDONTWRITEBYTECODE= "$venv/bin/python" -m pip install --quiet "$rival" && touch "$venv/.ready"; }
done
