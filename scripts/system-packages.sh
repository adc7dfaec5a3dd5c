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
if [ "${#missing[@]}" -gt 0 ] && ! ./apt.sh "${missing[@]}"; then
    [ -z "${CI:-}" ] || exit 1
fi
