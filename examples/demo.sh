#!/usr/bin/env bash
# The main job on the programme's real records, in a scratch copy: an entry, its commit, a bulletin and a report.
# Usage: PPL=path/to/ppl examples/demo.sh FOLDER
set -euo pipefail
exec 2>&1 # remarks belong between the rest here
ppl=${PPL:-ppl}
form=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/session-public-event.yaml
mkdir -p "$1"
out=$(cd "$1" && pwd)
rm -rf "$out/kennisbank" "$out/bulletin.md" "$out/report."{md,pdf,docx,html} "$out/session-public-event.yaml"

say() { printf '\n== %s\n' "$*"; }

export PPL_LANG=nl
say "Een kladkopie van de records, met een eigen geschiedenis: $1/kennisbank"
"$ppl" init "$out/kennisbank" --from starter
cd "$out/kennisbank"

say "Een openbare gebeurtenis wordt vastgelegd uit een formulier: ppl log kenniskwartier --from ../session-public-event.yaml"
cp "$form" ../session-public-event.yaml
cat ../session-public-event.yaml
echo
"$ppl" log kenniskwartier --from ../session-public-event.yaml --yes
say "Dat is één commit"
git log -1 --stat --format='%h %an, %ad%n%n%B' --date=short
say "En de records zijn zonder problemen: ppl check --strict"
"$ppl" check --strict

say "De nieuwsbrief: ppl newsletter --yes"
"$ppl" newsletter --yes > "$out/bulletin.md"
cat "$out/bulletin.md"

say "Het rapport: ppl report project kenniskwartier"
"$ppl" report project kenniskwartier --out "$out/report.md"
cat "$out/report.md"

say "Hetzelfde om door te sturen: ppl report project kenniskwartier --out report.pdf, report.docx, report.html"
for ending in pdf docx html; do
  "$ppl" report project kenniskwartier --out "$out/report.$ending"
done

say "Waar alles staat"
echo "records      $1/kennisbank/data   (ppl --root $1/kennisbank status)"
echo "nieuwsbrief  $1/bulletin.md"
echo "rapport      $1/report.md, report.pdf, report.docx, report.html"
