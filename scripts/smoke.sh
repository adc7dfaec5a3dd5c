#!/usr/bin/env bash
# The wheel in fresh environments of other Pythons, without extras. Usage: scripts/smoke.sh BIN PYTHON...
# BIN holds uv; PYTHON is a path, or a version that uv can find or fetch.
set -euo pipefail
bin=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/uv" build --quiet --wheel --out-dir "$work/dist" .
sample=$PWD/samples/quyet-dinh-phan-cong
cd "$work" # so that what runs is what was installed
for python in "${@:2}"; do
    "$bin/uv" venv --quiet --clear --python "$python" env
    VIRTUAL_ENV=env "$bin/uv" pip install --quiet dist/*.whl
    version=$(env/bin/python -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')
    env/bin/vanban --version >/dev/null
    for source in docx pdf html txt; do
        env/bin/vanban convert "$sample/source.$source" -o out 2>/dev/null
        env/bin/python -c 'import json, sys; sys.exit(len(json.load(open("out/source.json"))["tasks"]) != 12)' ||
            { echo "Python $version: not 12 tasks in source.$source" >&2; exit 1; }
    done
    env/bin/vanban show "$sample/source.docx" >/dev/null
    env/bin/vanban load "$sample/source.docx" --db "kho-$version.db" --create >/dev/null
    env/bin/vanban tasks --db "kho-$version.db" --limit 0 --format json | grep -c '"stable_id"' >/dev/null
    env/bin/vanban batch "$sample" --include 'source.*' -o "ra-$version" --format jsonl 2>/dev/null
    echo "Python $version: $(du -sm env | cut -f1) MB, all well"
done
