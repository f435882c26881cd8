#!/usr/bin/env bash
# Adds a migration with the same name for every database provider: build/add-migration.sh AddSomething
set -euo pipefail
cd "$(dirname "$0")/.."
connection() { case $1 in Sqlite) echo "Data Source=:memory:";; SqlServer) echo "Server=localhost;Database=model;Encrypt=false";; PostgreSql) echo "Host=localhost;Database=model";; esac; }
name=${1:?usage: build/add-migration.sh NAME}
dotnet tool restore >/dev/null
dotnet build src/CustomerService.Web -v q
for provider in Sqlite SqlServer PostgreSql; do
  dotnet ef migrations add "$name" --no-build --project "src/CustomerService.Migrations.$provider" \
    --startup-project src/CustomerService.Web --context AppDbContext --output-dir Migrations \
    -- --Database:Provider=$provider "--Database:ConnectionString=$(connection $provider)"
done
