#!/usr/bin/env bash
# Known weaknesses of the locked packages (pip-audit). Usage: scripts/audit.sh BIN
# Exit status 0 only where every locked package was looked up and none has a known weakness.
set -euo pipefail
bin=${1:-.venv/bin}
cd "$(dirname "$0")/.."
VIRTUAL_ENV=$(dirname "$bin") "$bin/uv" pip install --quiet pip-audit
report=$(mktemp)
trap 'rm -f "$report"' EXIT
status=0
"$bin/pip-audit" --requirement requirements-dev.lock --disable-pip --format json --output "$report" || status=$?
"$bin/python" - "$report" <<'PY'
import json, sys
from pathlib import Path
text = Path(sys.argv[1]).read_text("utf-8") or "{}"
looked_up = [d for d in json.loads(text).get("dependencies", []) if "vulns" in d]
print(f"{len(looked_up)} packages looked up, {sum(bool(d['vulns']) for d in looked_up)} with a known weakness")
sys.exit(0 if len(looked_up) > 40 else "audit: nothing was audited (is the advisory service reached?)")
PY
exit "$status"
