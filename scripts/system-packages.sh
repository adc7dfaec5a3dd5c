#!/usr/bin/env bash
# The external programs that the tests call. In CI a missing one is an error; elsewhere it is said and the tests that need it are left out.
set -euo pipefail
cd "$(dirname "$0")"
missing=()
need() { command -v "$1" >/dev/null || missing+=("${@:2}"); }
need make make
need tesseract tesseract-ocr tesseract-ocr-vie
if command -v tesseract >/dev/null && ! tesseract --list-langs 2>/dev/null | grep -qx vie; then
    missing+=(tesseract-ocr-vie)
fi
need soffice libreoffice-writer libreoffice-calc
if ! command -v initdb >/dev/null && ! compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; then
    missing+=(postgresql)
fi
need chromium chromium # what opens the pages in the tests of web/
if ! fc-list 2>/dev/null | grep -qi "liberation2\|tinos\|times new roman"; then
    missing+=(fonts-liberation2 fontconfig) # Times metrics with Vietnamese letters, for what LibreOffice draws
fi
if ! ldconfig -p 2>/dev/null | grep -q libpangoft2 || ! ldconfig -p | grep -q libharfbuzz-subset; then
    missing+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) # what lays out reports in PDF
fi
if [ "${#missing[@]}" -gt 0 ] && ! ./apt.sh "${missing[@]}"; then
    [ -z "${CI:-}" ] || exit 1
fi
