#!/usr/bin/env bash
# Installs the missing packages of the named tools on Debian: build/install.sh chromium java postgresql
# and the front end's packages of npm; those of the tests too where one of the tools is "tests".
# If it cannot install them, lists what is missing and how to get it.
set -euo pipefail
cd "$(dirname "$0")/.."

found() {
  case $1 in
    chromium) for c in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge msedge; do command -v "$c" >/dev/null && return 0; done; return 1 ;;
    java) command -v java >/dev/null ;;
    postgresql) command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ;;
    icu) ldconfig -p 2>/dev/null | grep -q libicuuc || ls /usr/lib/*/libicuuc.so.* >/dev/null 2>&1 ;;
    *) echo "build/install.sh knows chromium, java, postgresql, icu; not $1" >&2; exit 2 ;;
  esac
}

package() {
  case $1 in
    chromium) echo chromium ;;
    java) echo default-jre-headless ;;
    postgresql) echo postgresql ;;
    icu) echo libicu-dev ;;
  esac
}

tools=() tests=""
for tool in "$@"; do
  if [ "$tool" = tests ]; then tests=yes; else tools+=("$tool"); fi
done

missing=()
for tool in "${tools[@]}"; do found "$tool" || missing+=("$(package "$tool")"); done
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || { echo "Please install: ${missing[*]}" >&2; exit 1; }
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Please install as root: apt-get install ${missing[*]}" >&2; exit 1; }
    as_root=sudo
  fi
  echo "Installing ${missing[*]}"
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# Front-end packages come from the lock file; npm's hidden lock file shows whether they are up to date. Those of the tests (a provider of identities,
# the HTML checker) are installed for the tests alone.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ] || { [ -n "$tests" ] && [ ! -d node_modules/oidc-provider ]; }; then
  omit=--omit=dev
  [ -z "$tests" ] || omit=--include=dev
  npm ci "$omit" --ignore-scripts --no-audit --no-fund --loglevel=error
fi
