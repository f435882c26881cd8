#!/usr/bin/env bash
# Runs every test, from unit tests to end-to-end tests in a real browser, reports the duration of each suite and the slowest tests,
# and ends with "N passed, N failed".
#
#   ./test.sh                               all suites
#   ./test.sh Rules App                     these suites; only what they need is installed and built
#   ./test.sh Chaos                         a named tier, which no other call runs: kills and losses in numbers
#   ./test.sh Audit                         another: what a publish delivers
#   TEST_DATABASE=PostgreSql ./test.sh App  the whole App suite on PostgreSQL instead of SQLite
set -uo pipefail
cd "$(dirname "$0")"
ordinary=(Rules Components App Providers EndToEnd)
# Run only where they are named: they take long.
named=(Chaos Audit)

# Tools that a suite needs besides .NET and Node.
needs() {
  case $1 in
    Rules | Components | Audit) ;;
    App) echo chromium postgresql ;;
    Providers | Chaos) echo postgresql ;;
    EndToEnd) echo chromium java ;;
    *) return 1 ;;
  esac
}

# The minutes after which a suite is ended: several times what it takes. What hangs fails the run then, instead of holding it for ever.
limit() {
  case $1 in
    App | EndToEnd) echo 20 ;;
    Chaos) echo 90 ;;
    *) echo 8 ;;
  esac
}

suites=("$@")
[ ${#suites[@]} -gt 0 ] || suites=("${ordinary[@]}")
tools=(icu)
for suite in "${suites[@]}"; do
  needed=$(needs "$suite") || { echo "There is no suite $suite. The suites are: ${ordinary[*]}, and by name alone: ${named[*]}." >&2; exit 2; }
  read -ra needed <<<"$needed"
  tools+=("${needed[@]}")
done
build/install.sh tests "${tools[@]}" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
log=$(mktemp -d)
run=
trap '[ -z "$run" ] || kill -KILL -- -"$run" 2>/dev/null; rm -rf "$log"' EXIT
passed=0 failed=0 skipped=0 broken=0 taken=()

projects=(CustomerService.sln)
if [ $# -gt 0 ]; then
  projects=()
  for suite in "${suites[@]}"; do projects+=("tests/CustomerService.$suite.Tests"); done
fi
for project in "${projects[@]}"; do
  if ! dotnet build "$project" -c Release --nologo -v q; then
    echo "The build failed."
    echo "0 passed, 1 failed"
    exit 1
  fi
done

for suite in "${suites[@]}"; do
  name=CustomerService.$suite.Tests
  echo "== $suite"
  started=$SECONDS
  : >"$log/$suite"
  # Into a file and not through a pipe: a process that a test leaves behind would hold the pipe open after the suite has ended.
  timeout --kill-after=15 "$(limit "$suite")m" dotnet "tests/$name/bin/Release/net10.0/$name.dll" \
    -noColor -longRunning 120 -result-xml "$log/$suite.xml" </dev/null >"$log/$suite" 2>&1 &
  run=$!
  tail -n +1 -f --pid=$run "$log/$suite" | grep --line-buffered -vE '^(xUnit.net|  (Discovering|Discovered|Starting|Finished):)' &
  wait $run || [ $? -lt 124 ] || echo "$suite was ended after $(limit "$suite") minutes."
  wait $!
  kill -KILL -- -$run 2>/dev/null && echo "$suite left processes behind; they were ended."
  taken+=("$(awk -v seconds=$((SECONDS - started)) -v suite="$suite" 'BEGIN { printf "%s %.1f", suite, seconds / 60 }')")
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

echo "== Minutes"
printf '%s\n' "${taken[@]}"
# The <test> elements of all results whose text matches.
tests() { cat "$log"/*.xml 2>/dev/null | grep -oE "<test [^>]*${1:-}[^>]*>"; }
plain() { sed -e 's/\\\\*&quot;/"/g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e "s/&#39;\|&apos;/'/g" -e 's/&amp;/\&/g'; }
echo "== The slowest tests, in seconds"
tests | sed -nE 's/.* name="([^"]*)".* time="([^"]*)".*/\2 \1/p' | sort -rn | head -n 10 | plain
if [ $((failed + broken)) -gt 0 ]; then
  echo "== What failed"
  tests 'result="Fail"' | sed -nE 's/.* name="([^"]*)".*/\1/p' | plain
fi

failed=$((failed + broken))
line="$passed passed, $failed failed"
[ "$skipped" -gt 0 ] && line="$line, $skipped skipped"
echo "$line"
[ "$failed" -eq 0 ]
