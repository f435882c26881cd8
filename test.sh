#!/usr/bin/env bash
# Runs every test, from the pure rules to the journeys in a real browser, and ends with "N passed, N failed".
# Names of suites limit the run: ./test.sh Rules App
set -uo pipefail
cd "$(dirname "$0")"
suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=(Rules Components App Providers EndToEnd)
build/install.sh icu chromium java postgresql || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
passed=0 failed=0 skipped=0 broken=0

if ! dotnet build CustomerService.sln -c Release --nologo -v q; then
  echo "The build failed."
  echo "0 passed, 1 failed"
  exit 1
fi

for suite in "${suites[@]}"; do
  name=CustomerService.$suite.Tests
  echo "== $suite"
  dotnet "tests/$name/bin/Release/net10.0/$name.dll" -noColor 2>&1 | tee "$log/$suite" | grep -vE '^(xUnit.net|  (Discovering|Discovered|Starting|Finished):)' || true
  summary=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log/$suite" | tail -n 1)
  if [ -z "$summary" ]; then
    echo "$suite ended without a summary."
    broken=$((broken + 1))
    continue
  fi
  read -r total errors bad left <<<"$(sed -E 's/[^0-9]+/ /g' <<<"$summary")"
  passed=$((passed + total - bad - left))
  failed=$((failed + bad + errors))
  skipped=$((skipped + left))
done

failed=$((failed + broken))
line="$passed passed, $failed failed"
[ "$skipped" -gt 0 ] && line="$line, $skipped skipped"
echo "$line"
[ "$failed" -eq 0 ]
