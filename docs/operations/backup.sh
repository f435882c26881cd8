#!/usr/bin/env bash
# Writes one checked copy of the academy's PostgreSQL database into a folder, while the academy runs, and drops copies older than KEEP_DAYS (14).
# On SQLite the academy's own verb does this: dotnet CustomerService.Web.dll backup --to FOLDER --keep-days 14
#   backup.sh postgresql://academy@db.example.org/academy /var/backups/academy   the password in ~/.pgpass
# A copy has its final name only when it is whole and on disk. It holds signing keys, sessions' keys and people's data: keep it as the database.
set -euo pipefail
umask 077
source=${1:?usage: backup.sh DATABASE FOLDER}
folder=${2:?usage: backup.sh DATABASE FOLDER}
name=$folder/academy-$(date -u +%Y%m%dT%H%M%SZ)
unfinished=$name.unfinished
trap 'rm -f "$unfinished"' EXIT

kept=$name.dump
pg_dump --format=custom --no-owner --file="$unfinished" "$source"
pg_restore --list "$unfinished" >/dev/null

sync "$unfinished"
mv "$unfinished" "$kept"
sync "$folder"
echo "$kept"
find "$folder" -maxdepth 1 -name 'academy-*' -name '*.dump' -mtime "+${KEEP_DAYS:-14}" -delete
