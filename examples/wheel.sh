#!/usr/bin/env bash
# Build the wheel with the given Python, install it in a clean environment, and use it there as a newcomer would.
set -euo pipefail
python=$(realpath -s "$1")
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

(cd "$top" && "$python" -m hatchling build -t wheel -d "$folder/dist" >/dev/null)
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check -c "$top/constraints.txt" "$folder"/dist/*.whl
cd "$folder"
ppl="$folder/venv/bin/ppl"
"$ppl" --version
"$ppl" init kennis --from starter
cd kennis
"$ppl" check
"$ppl" log langeveld --from "$top/examples/session-public-event.yaml"
"$ppl" report project langeveld --out langeveld.md
head -n 3 langeveld.md
echo "the wheel works in a clean environment"
