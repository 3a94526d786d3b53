"""The process that delivers what was handed in: run alone, or beside the server and no longer than it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..aanlevering import grens
from ..aanlevering.inzending import Verwerkt, ruim_op, verwerk_wat_wacht
from ..begrippen import Gebruikersfout
from ..opslag import Opslag
from .scherm import fout, veilig

RUST = 1.0
OPRUIMEN = 3600.0
WACHT_OP_RUIMTE = 60.0
# The server forks its own processes. One forked while this thread starts the worker would keep the pipe open over which
# `Popen` hears that the start went well: it would wait for ever, and no worker would be started again.
_geen_splitsing = threading.Lock()
os.register_at_fork(
    before=_geen_splitsing.acquire, after_in_parent=_geen_splitsing.release, after_in_child=_geen_splitsing.release
)


@click.command()
@click.option("--eenmalig", is_flag=True, help="Verwerk wat nu wacht, en stop dan.")
@click.option("--ouder", type=int, hidden=True, help="Stop zodra dit proces er niet meer is.")
def verwerk(eenmalig: bool, ouder: int | None) -> None:
    """Verwerk de inzendingen die zijn aangeboden (stelsel serve doet dit ook)."""
    grens()  # a fault of who runs this, not of who hands in
    opslag, bekend, opgeruimd = Opslag(), Verwerkt(), 0.0
    if ouder is not None:
        threading.Thread(target=_volg, args=(ouder,), daemon=True).start()
    while True:
        try:
            while verwerk_wat_wacht(opslag, bekend):
                pass
        except Gebruikersfout as e:  # the disk is full: what waits goes on waiting
            if eenmalig:
                raise
            fout.print(f"{e.code}: {veilig(e.tekst)}")
            time.sleep(WACHT_OP_RUIMTE)
        if eenmalig:
            return
        if time.monotonic() - opgeruimd > OPRUIMEN:
            ruim_op(opslag)
            opgeruimd = time.monotonic()
        time.sleep(RUST)


def _volg(ouder: int) -> None:
    """End at once when the parent is gone: a session that was under way is taken up again by the next."""
    while os.getppid() == ouder:
        time.sleep(RUST)
    os._exit(0)


@contextmanager
def verwerker() -> Iterator[None]:
    """Keep one such process running beside this one; it is started again when it dies."""
    opdracht = [sys.executable, "-m", "stelsel.cli", "verwerk", "--ouder", str(os.getpid())]
    genoeg = threading.Event()
    lopend: list[subprocess.Popen[bytes]] = []

    def houd_aan() -> None:
        while not genoeg.is_set():
            with _geen_splitsing:
                lopend[:] = [subprocess.Popen(opdracht, stdin=subprocess.DEVNULL)]  # noqa: S603 (our own command)
            if genoeg.is_set():
                lopend[0].terminate()
            lopend[0].wait()
            genoeg.wait(RUST)

    wacht = threading.Thread(target=houd_aan, daemon=True)
    wacht.start()
    try:
        yield
    finally:
        genoeg.set()
        for p in lopend:
            p.terminate()
        wacht.join(10)
