#!/bin/sh
# A backup of a data folder: database, WARC files, run summaries and the editors' files; publications are made anew.
#
#     GONGKAI_HOME=/var/lib/gongkai deploy/backup.sh /var/backups/gongkai
#
# A WARC file never changes once it has its name, so that rsync copies each once. The database is copied first, by
# SQLite's own backup, and checked; one that is damaged never replaces the good copy of the day before. To be run while
# no crawl is: pages of a running one are in a WARC file that is not closed yet.
set -eu

: "${GONGKAI_HOME:?set GONGKAI_HOME to the data folder}"
destination=${1:?usage: backup.sh DIRECTORY}

if [ ! -f "$GONGKAI_HOME/gongkai.db" ]; then
    echo "$GONGKAI_HOME/gongkai.db: there is no database to back up" >&2
    exit 2
fi
mkdir -p "$destination"

rm -f "$destination/gongkai.db.new"
sqlite3 "$GONGKAI_HOME/gongkai.db" ".timeout 60000" ".backup '$destination/gongkai.db.new'"
checked=$(sqlite3 "$destination/gongkai.db.new" "PRAGMA integrity_check" 2>&1 || true)
if [ "$checked" != "ok" ]; then
    echo "$GONGKAI_HOME/gongkai.db: the copy is damaged, the last good backup was kept: $checked" >&2
    exit 6
fi

rsync --archive --ignore-existing --include='*.warc.gz' --exclude='*' "$GONGKAI_HOME/warc/" "$destination/warc/"
# Indexes and the list of hashes, which grow.
rsync --archive --exclude='*.warc.gz' --exclude='*.open' "$GONGKAI_HOME/warc/" "$destination/warc/"
rsync --archive "$GONGKAI_HOME/runs/" "$destination/runs/"
for name in decisions.toml corrections.csv hook.toml; do
    if [ -f "$GONGKAI_HOME/$name" ]; then
        cp -p "$GONGKAI_HOME/$name" "$destination/$name"
    fi
done
sync
mv "$destination/gongkai.db.new" "$destination/gongkai.db"
echo "backed up $GONGKAI_HOME to $destination: $(find "$destination/warc" -name '*.warc.gz' | wc -l) WARC files"
