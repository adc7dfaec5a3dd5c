#!/usr/bin/env bash
# Clients generated from the JSON Schema of a plan read a plan and write the same: Python by
# datamodel-code-generator, TypeScript by quicktype (where npm is). Usage: scripts/clients.sh BIN. BIN holds uv and vanban.
set -euo pipefail
bin=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
schema=$PWD/schemas/plan.schema.json
sample=$PWD/samples/quyet-dinh-phan-cong/source.docx
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$bin/vanban" convert "$sample" >plan.json
"$bin/uv" venv --quiet env
VIRTUAL_ENV=env "$bin/uv" pip install --quiet datamodel-code-generator
env/bin/datamodel-codegen --input "$schema" --input-file-type jsonschema --output client.py \
    --output-model-type pydantic_v2.BaseModel --target-python-version 3.11 --disable-timestamp 2>/dev/null
env/bin/python - plan.json <<'PY'
import json, re, sys
from pathlib import Path
from client import Plan
written = json.loads(Path(sys.argv[1]).read_text("utf-8"))
again = Plan.model_validate(written).model_dump(mode="json", exclude_unset=True)
code = Path("client.py").read_text("utf-8")
vague = re.findall(r"class (?:\w*(?:Model|Field|Enum|Type)\d+|Kind\d*)\b", code)
print(f"Python: {code.count('class ')} classes, {len(vague)} without a name of their own, same plan again: {again == written}")
sys.exit(bool(vague) or again != written)
PY
command -v npm >/dev/null || { echo "TypeScript: no npm, not tried"; exit 0; }
npm install --silent --no-audit --no-fund --ignore-scripts quicktype >/dev/null
npx quicktype --src-lang schema --lang typescript --just-types --top-level Plan "$schema" -o plan.ts
echo "TypeScript: $(grep -c '^export' plan.ts) types, $(grep -c ': *any' plan.ts || true) of them any"
