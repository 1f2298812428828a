#!/bin/sh
# Installs ppl from this folder, without a network and without administrator rights (macOS, Linux).
# Usage: sh install.sh [FOLDER]      FOLDER: where ppl comes; else ~/.local/share/ppl-program
#        PYTHON=/path/to/python3 sh install.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
place=${1:-"$HOME/.local/share/ppl-program"}

command -v git >/dev/null 2>&1 || { echo "git ontbreekt / git is not installed (2.38+)" >&2; exit 1; }
found=
for python in ${PYTHON:-} python3 python3.15 python3.14 python3.13 python3.12 python3.11; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found=$python; break; fi
done
[ -n "$found" ] || { echo "Python 3.11+ ontbreekt / is not installed" >&2; exit 1; }

"$found" -m venv "$place"
pip() { "$place/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$here/wheels" "$@"; }
without() { echo "zonder / without: $1" >&2; }
pip "ppl[all]" || { pip "ppl[plan,pdf,office,erase]" && without "opmaak van mail / layout of mail (css-inline)"; } ||
  { pip "ppl[pdf,office,erase]" && without "ppl plan chance (numpy)"; } ||
  { pip "ppl[office,erase]" && without "ppl plan chance (numpy), PDF + Word (typst)"; } ||
  { pip "ppl[erase]" && without "ppl plan chance (numpy), PDF (typst), Word + Excel (lxml)"; }
bin="$HOME/.local/bin"
mkdir -p "$bin"
ln -sf "$place/bin/ppl" "$bin/ppl"
"$place/bin/ppl" --version
case ":$PATH:" in
  *":$bin:"*) echo "klaar / done: ppl --help" ;;
  *) echo "klaar / done: $bin/ppl --help  (zet / put $bin in PATH)" ;;
esac
