#!/bin/sh
# Makes the virtual environment: venv.sh PYTHON MAP
set -u
python=$1
map=$2

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Stelsel heeft Python 3.11 of nieuwer nodig; '$python' is dat niet." >&2
  echo "→ Installeer een nieuwere Python en geef hem op: make demo PYTHON=python3.12" >&2
  exit 2
fi

# An environment without pip is what a broken-off or half-packaged venv leaves behind.
heel() { "$map/bin/python" -m pip --version >/dev/null 2>&1; }

heel && exit 0
"$python" -m venv "$map" >/dev/null 2>&1
heel && exit 0
rm -rf "$map"
# Debian and Ubuntu package ensurepip apart from Python.
for vlag in "" --break-system-packages; do
  "$python" -m pip install --quiet --user $vlag virtualenv >/dev/null 2>&1 && break
done
"$python" -m virtualenv --quiet "$map" >/dev/null 2>&1
heel && exit 0
rm -rf "$map"
echo "Deze Python kan geen virtuele omgeving maken: de modules venv (met ensurepip) en virtualenv ontbreken." >&2
echo "→ Debian of Ubuntu: voer als beheerder uit: apt-get install python3-venv. Start daarna make opnieuw." >&2
exit 2
