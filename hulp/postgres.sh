#!/bin/sh
# Runs a command against a throw-away PostgreSQL cluster: postgres.sh OPDRACHT...
# PostgreSQL refuses to run as root, so then another user of the machine owns the cluster.
set -eu

for bin in "$(dirname "$(command -v initdb || echo /nergens)")" /usr/lib/postgresql/*/bin; do
  if [ -x "$bin/initdb" ]; then break; fi
done
if [ ! -x "$bin/initdb" ]; then
  echo "postgres: de server van PostgreSQL staat niet op deze computer (Debian: apt-get install postgresql)." >&2
  exit 2
fi
map=$(mktemp -d)
als() { if [ "$(id -u)" = 0 ]; then runuser -u "${STELSEL_PG_GEBRUIKER:-nobody}" -- "$@"; else "$@"; fi; }
chmod 755 "$map"
mkdir "$map/cluster"
if [ "$(id -u)" = 0 ]; then chown "${STELSEL_PG_GEBRUIKER:-nobody}" "$map/cluster"; fi
klaar() { als "$bin/pg_ctl" -D "$map/cluster" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$map"; }
trap klaar EXIT INT TERM
als "$bin/initdb" -D "$map/cluster" -U stelsel -A trust --no-sync >/dev/null
als "$bin/pg_ctl" -D "$map/cluster" -w -l "$map/cluster/log" -o "-c listen_addresses='' -k $map/cluster -c fsync=off" start >/dev/null
STELSEL_DATABASE="postgres://stelsel@/postgres?host=$map/cluster" "$@"
