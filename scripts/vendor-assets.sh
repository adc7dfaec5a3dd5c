#!/usr/bin/env bash
# Fetches what the pages carry from elsewhere (versions below), compiles the styles, and writes web/static/.
# Needs npm and network; nothing is built or fetched when the program is installed or runs.
set -euo pipefail
htmx=4.0.1 govuk=6.6.0 sass=1.108.2 axe=4.12.1
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts \
    "htmx.org@$htmx" "govuk-frontend@$govuk" "sass@$sass" "axe-core@$axe"
cp node_modules/htmx.org/dist/htmx.min.js "$root/web/static/htmx.js"
sed -i '/^\/\/# sourceMappingURL/d' "$root/web/static/htmx.js"
npx sass --no-source-map --style=compressed --quiet-deps --load-path=node_modules/govuk-frontend/dist \
    "$root/web/styles/govuk.scss" "$root/web/static/govuk.css"
mkdir -p "$root/tests/web/assets"
cp node_modules/axe-core/axe.min.js "$root/tests/web/assets/axe.js"
digest() { sha256sum "$1" | cut -d' ' -f1; }
cat > "$root/web/static/VENDORED.toml" <<TOML
# Written by scripts/vendor-assets.sh. A test compares the hashes.
[htmx]
version = "$htmx"
licence = "0BSD"
file = "web/static/htmx.js"
sha256 = "$(digest "$root/web/static/htmx.js")"

[govuk-frontend]
version = "$govuk"
licence = "MIT"
file = "web/static/govuk.css"
sha256 = "$(digest "$root/web/static/govuk.css")"

[axe-core]
version = "$axe"
licence = "MPL-2.0, used by tests only, not in the package"
file = "tests/web/assets/axe.js"
sha256 = "$(digest "$root/tests/web/assets/axe.js")"
TOML
