#!/usr/bin/env bash
# The pages in a real browser, from the wheel instead of the checkout, on SQLite and on PostgreSQL.
# Usage: scripts/e2e.sh BIN [arguments of pytest]. BIN holds uv.
set -euo pipefail
bin=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work" build' EXIT
"$bin/uv" build --quiet --wheel --out-dir "$work/dist" .
"$bin/uv" venv --quiet "$work/env"
install() { VIRTUAL_ENV=$work/env "$bin/uv" pip install --quiet "$@"; }
install --require-hashes --requirement requirements-dev.lock
install --no-deps "$work"/dist/*.whl
python=$work/env/bin/python
"$python" -c 'import sys, vanban; sys.exit("site-packages" not in vanban.__path__[0])' ||
    { echo "The pages would come from the checkout, not from the wheel." >&2; exit 1; }
for database in sqlite postgresql; do
    "$python" -m pytest -n 0 tests/web/test_e2e_*.py --database "$database" "$@"
done
