#!/usr/bin/env bash
# Writes one checked copy of the academy's database into a folder, while the academy runs, and drops copies older than KEEP_DAYS (14).
#   backup.sh /var/lib/academy/academy.db /var/backups/academy             SQLite, as the user of the academy
#   backup.sh postgresql://academy@db.example.org/academy /var/backups/academy   PostgreSQL; the password in ~/.pgpass
# A copy has its final name only when it is whole and on disk. It holds signing keys, sessions' keys and people's data: keep it as the database.
set -euo pipefail
umask 077
source=${1:?usage: backup.sh DATABASE FOLDER}
folder=${2:?usage: backup.sh DATABASE FOLDER}
name=$folder/academy-$(date -u +%Y%m%dT%H%M%SZ)
unfinished=$name.unfinished
trap 'rm -f "$unfinished"' EXIT

case $source in
  postgresql://* | postgres://*)
    kept=$name.dump
    pg_dump --format=custom --no-owner --file="$unfinished" "$source"
    pg_restore --list "$unfinished" >/dev/null
    ;;
  *)
    kept=$name.db
    [ -f "$source" ] || { echo "backup.sh: there is no $source" >&2; exit 1; }
    # One read transaction. Not ".backup": that begins anew at every write of the academy, and may never end while people learn.
    sqlite3 "$source" ".timeout 15000" "VACUUM INTO '$unfinished'"
    [ "$(sqlite3 "$unfinished" 'PRAGMA integrity_check')" = ok ] || { echo "backup.sh: the copy of $source is not sound" >&2; exit 1; }
    ;;
esac

sync "$unfinished"
mv "$unfinished" "$kept"
sync "$folder"
echo "$kept"
find "$folder" -maxdepth 1 -name 'academy-*' \( -name '*.db' -o -name '*.dump' \) -mtime "+${KEEP_DAYS:-14}" -delete
