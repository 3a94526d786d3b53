"""Renders pages of the report of the edition that comes with the product, for people to look at: rapportbeeld.py MAP [ALLES].

With a second word every page is written, else the three that stand in the documentation: the first, the one with the
legend, and the first table.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

from stelsel.programma.lezen import MEEGELEVERD, lees
from stelsel.programma.rapport import rapport

map_ = Path(sys.argv[1])
pdf = pypdfium2.PdfDocument(rapport(lees(MEEGELEVERD / "ibp-vth-2023-12.json"), "pdf"))
teksten = [p.get_textpage().get_text_range() for p in pdf]
legenda = next(i for i, t in enumerate(teksten) if "Legenda" in t)
tabel = next(i for i, t in enumerate(teksten) if "Voortgang en doel" in t)
keuze = {f"rapport-{i + 1:02}": i for i in range(len(pdf))} if len(sys.argv) > 2 else {
    "rapport-1": 0, "rapport-legenda": legenda, "rapport-tabel": tabel}  # fmt: skip
for naam, i in keuze.items():
    pdf[i].render(scale=1.25).to_pil().quantize(128).save(map_ / f"{naam}.png", optimize=True)
    print(f"{map_ / naam}.png")  # noqa: T201 -- a script that speaks to whoever runs it
