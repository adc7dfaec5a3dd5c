#!/usr/bin/env bash
# mypy over the package and what stands beside it. Usage: scripts/types.sh BIN
# The package is found under its installed name through a link, for its rooms lie at the top of the checkout.
set -euo pipefail
bin=${1:-.venv/bin}
cd "$(dirname "$0")/.."
mkdir -p .types
ln -sfn .. .types/vanban
rooms=(schemas extractors pipeline tracking web commands cli)
MYPYPATH=.types:. "$bin/mypy" $(printf -- "-p vanban.%s " "${rooms[@]}") -p samples -p benchmarks
