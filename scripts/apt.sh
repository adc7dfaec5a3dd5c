#!/usr/bin/env bash
# Installs Debian packages where that may be done (root, or sudo without a password); says what is missing where not.
set -euo pipefail
if [ "$(id -u)" = 0 ]; then
    run=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    run=(sudo -n)
else
    echo "Not root and no sudo. Please install: $*" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null; then
    echo "Not a Debian system. Please install the equivalent of: $*" >&2
    exit 1
fi
"${run[@]}" apt-get update -qq
"${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
