#!/usr/bin/env bash
# The external programs that the tests call. In CI a missing one is an error; elsewhere it is said and the tests that need it are left out.
set -euo pipefail
cd "$(dirname "$0")"
missing=()
need() { command -v "$1" >/dev/null || missing+=("${@:2}"); }
need make make
if [ "${#missing[@]}" -gt 0 ] && ! ./apt.sh "${missing[@]}"; then
    [ -z "${CI:-}" ] || exit 1
fi
