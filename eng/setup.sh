#!/usr/bin/env bash
# Installs what some tests and the web chat's bundle need beyond the .NET SDK: Node, Chromium, PostgreSQL, Redis, LibreOffice Writer, poppler, tesseract and a CJK font, from the system's packages.
# Nothing here is needed to build, to run the bot, or to pass the core tests; tests whose part is missing skip with a reason (and fail in CI).
set -euo pipefail

need() { command -v "$1" >/dev/null 2>&1; }

missing=()
need node || missing+=(nodejs npm)
need chromium || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
need redis-server || missing+=(redis-server)
# Forms of documents: LibreOffice makes docx and pdf, poppler draws pages, tesseract reads scans.
need soffice || missing+=(libreoffice-writer-nogui)
need pdftoppm || missing+=(poppler-utils)
{ need tesseract && tesseract --list-langs 2>/dev/null | grep -qx chi_sim; } || missing+=(tesseract-ocr tesseract-ocr-chi-sim)
fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk fontconfig)

if [ "${#missing[@]}" -eq 0 ]; then
  echo "setup: everything is installed" >&2
  exit 0
fi

if ! need apt-get; then
  echo "setup: please install by hand: ${missing[*]}" >&2
  exit 1
fi

sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo"
export DEBIAN_FRONTEND=noninteractive
echo "setup: installing ${missing[*]}" >&2
$sudo apt-get update -qq >&2
$sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
