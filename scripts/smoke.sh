#!/usr/bin/env bash
# The wheel in fresh environments of other Pythons: without extras, where a job that needs one says so in
# one sentence; then with each extra. Usage: scripts/smoke.sh BIN PYTHON... BIN holds uv; PYTHON is a path,
# or a version that uv can find or fetch. EXTRAS="web s3" tries only these.
set -euo pipefail
bin=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/uv" build --quiet --wheel --out-dir "$work/dist" .
sample=$PWD/samples/quyet-dinh-phan-cong
cd "$work" # so that what runs is what was installed
printf '{"text": "QUYẾT ĐỊNH\\nĐiều 1. Giao Sở Y tế báo cáo."}\n' >rows.jsonl

install() { # install PYTHON [EXTRA]: a fresh environment
    "$bin/uv" venv --quiet --clear --python "$1" env
    VIRTUAL_ENV=env "$bin/uv" pip install --quiet "vanban${2:+[$2]} @ file://$(echo "$work"/dist/*.whl)"
    version=$(env/bin/python -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')
}

main_path() { # what everybody needs
    env/bin/vanban --version >/dev/null
    for source in docx pdf html txt; do
        env/bin/vanban convert "$sample/source.$source" -o out >/dev/null 2>&1
        env/bin/python -c 'import json, sys; sys.exit(len(json.load(open("out/source.json"))["tasks"]) != 12)' ||
            { echo "Python $version: not 12 tasks in source.$source" >&2; exit 1; }
    done
    env/bin/vanban show "$sample/source.docx" >/dev/null
    env/bin/vanban load "$sample/source.docx" --db "kho-$version.db" --create >/dev/null
    env/bin/vanban tasks --db "kho-$version.db" --limit 0 --format json | grep -c '"stable_id"' >/dev/null
    env/bin/vanban batch "$sample" --include 'source.*' -o "ra-$version" --format jsonl 2>/dev/null
}

job() { # job EXTRA: a job that only this extra makes possible
    case $1 in
    report) env/bin/vanban report -o bao-cao.pdf --db "kho-$version.db" ;;
    parquet) env/bin/vanban batch rows.jsonl --text-column text -o "parquet-$version" --format parquet ;;
    zstd)
        env/bin/python -c 'import zstandard as z; z.open("rows.jsonl.zst", "wb").write(open("rows.jsonl", "rb").read())'
        env/bin/vanban batch rows.jsonl.zst --text-column text -o "zstd-$version"
        ;;
    ray) env/bin/vanban batch rows.jsonl --text-column text -o "ray-$version" --runner ray --address local ;;
    s3) env/bin/vanban batch s3://khong-co-kho-nay/a -o "s3-$version" ;;
    postgresql) env/bin/vanban tasks --db postgresql://127.0.0.1:9/khong-co ;;
    web) timeout 15 env/bin/vanban serve --port 0 --home trang --db "kho-$version.db" ;;
    data) env/bin/python -c 'import sys
from vanban.pipeline.errors import PlanError
from vanban.tracking import open_store
from vanban.tracking.frames import tasks_frame
try:
    assert tasks_frame(open_store(sys.argv[1])).height == 12
except PlanError as e:
    sys.exit(f"{e.what}. {e.advice}")' "kho-$version.db" ;;
    ocr) env/bin/python -c 'import asterocr, onnxruntime' ;;
    all) for each in "${extras[@]}"; do job "$each"; done ;;
    esac
}

extras=(ocr report parquet zstd data ray s3 web postgresql)
for python in "${@:2}"; do
    install "$python"
    main_path
    size=$(du -sm env | cut -f1)
    for extra in report parquet ray s3 postgresql web data; do
        said=$(job "$extra" 2>&1 >/dev/null </dev/null) && { echo "Python $version: $extra went without its extra" >&2; exit 1; }
        [[ $said == *"vanban[$extra]"* && $said != *Traceback* ]] ||
            { echo "Python $version: $extra missing, and said: $said" >&2; exit 1; }
    done
    echo "Python $version: $size MB, all well; seven missing extras are named in one sentence each"
    for extra in ${EXTRAS-${extras[*]} all}; do
        install "$python" "$extra"
        main_path
        said=$(job "$extra" 2>&1 >/dev/null </dev/null) || true
        [[ $said != *"vanban["* && $said != *Traceback* && $said != *Error:* ]] ||
            { echo "Python $version with $extra: $said" >&2; exit 1; }
        echo "Python $version with $extra: $(du -sm env | cut -f1) MB, all well"
    done
done
