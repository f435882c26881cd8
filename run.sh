#!/usr/bin/env bash
# Installs what is missing, builds, and starts the academy on http://localhost:5080 with its content and a demonstration
# organisation. --no-demo starts an empty academy whose first page creates the first administrator. Other arguments
# are passed to the application: ./run.sh --urls http://localhost:8080
set -euo pipefail
cd "$(dirname "$0")"
build/install.sh icu chromium
options=()
for option in "$@"; do
  case $option in
    --no-demo) options+=(--Demo:Enabled=false) ;;
    *) options+=("$option") ;;
  esac
done
dotnet build src/CustomerService.Web -c Release -v q --nologo
exec dotnet run --project src/CustomerService.Web -c Release --no-build -- "${options[@]}"
