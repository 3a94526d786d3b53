"""Small files that are meant to take all memory or time, for the tests of the door."""

from __future__ import annotations

import io
import json
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

_LEES = """
import json, resource, sys, time
from pathlib import Path
from stelsel.aanlevering.lezen import Bestandsfout, lees
def piek():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
begin, t, rijen, misvormd, fout = piek(), time.monotonic(), 0, 0, ""
try:
    for b in lees(Path(sys.argv[1]), Path(sys.argv[1]).name):
        rijen += b.tabel.num_rows
        misvormd += len(b.misvormd)
except Bestandsfout as e:
    fout = str(e)
print(json.dumps([fout, rijen, misvormd, piek() - begin, time.monotonic() - t]))
"""


def gelezen(pad: Path) -> tuple[str, int, int, int, float]:
    """The refusal (empty when there is none), rows, unreadable lines, MB of memory above the start, and seconds."""
    uit = subprocess.run(
        [sys.executable, "-c", _LEES, str(pad)], capture_output=True, text=True, check=True, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
    )  # fmt: skip
    return tuple(json.loads(uit.stdout))


def zip_van(delen: Mapping[str, bytes | Iterable[bytes]]) -> bytes:
    """A zip of these parts."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as z:
        for naam, inhoud in delen.items():
            with z.open(naam, "w") as f:
                for stuk in [inhoud] if isinstance(inhoud, bytes) else inhoud:
                    f.write(stuk)
    return uit.getvalue()


def lijst_veranderd(zip_: bytes, plek: int, waarde: bytes, nummer: int = -1) -> bytes:
    """The same zip, with bytes of one entry in its list of contents replaced."""
    uit = bytearray(zip_)
    begin = [i for i in range(len(uit)) if uit[i : i + 4] == b"PK\1\2"][nummer]
    uit[begin + plek : begin + plek + len(waarde)] = waarde
    return bytes(uit)


_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KOP = '<?xml version="1.0"?>'
CEL_ID = '<c r="A1" t="inlineStr"><is><t>id</t></is></c>'


def xlsx(bladen: Sequence[str], teksten: Sequence[str] = (), voor: str = "") -> bytes:
    """A workbook of sheets given as XML of their rows, with shared texts."""
    delen = {
        "[Content_Types].xml": f'{_KOP}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{_KOP}<Relationships><Relationship Id="r" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_KOP}{voor}<workbook {_NS} xmlns:r="{_REL}"><sheets>'
        + "".join(f'<sheet name="b{i}" sheetId="{i + 1}" r:id="r{i}"/>' for i in range(len(bladen)))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"{_KOP}<Relationships>"
        + "".join(
            f'<Relationship Id="r{i}" Type="{_REL}/worksheet" Target="worksheets/s{i}.xml"/>'
            for i in range(len(bladen))
        )
        + f'<Relationship Id="s" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"{_KOP}<sst {_NS}>" + "".join(f"<si><t>{t}</t></si>" for t in teksten) + "</sst>",
    }
    delen |= {
        f"xl/worksheets/s{i}.xml": f"{_KOP}<worksheet {_NS}><sheetData>{b}</sheetData></worksheet>"
        for i, b in enumerate(bladen)
    }
    return zip_van({k: v.encode() for k, v in delen.items()})


def ods(rijen: str) -> bytes:
    """A workbook of one sheet `locatie`, given as XML of its rows."""
    ns = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    inhoud = (
        f"{_KOP}<office:document-content {ns}><office:body><office:spreadsheet>"
        f'<table:table table:name="locatie">{rijen}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    lijst = f'{_KOP}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zip_van({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": inhoud.encode(),
                    "META-INF/manifest.xml": lijst.encode()})  # fmt: skip


def ods_rij(*cellen: str, keer: int = 1, breed: int = 1) -> str:
    """A row of text cells, repeated downwards and (each cell) to the right."""
    tekst = "".join(
        f'<table:table-cell table:number-columns-repeated="{breed}"'
        + (f' office:value-type="string"><text:p>{c}</text:p></table:table-cell>' if c else "/>")
        for c in cellen
    )
    return f'<table:table-row table:number-rows-repeated="{keer}">{tekst}</table:table-row>'


def parquet_van_een_tekst(lengte: int, rijen: int) -> bytes:
    """A few KB that mean `rijen` times the same text of `lengte` signs."""
    uit = io.BytesIO()
    kolom = pa.DictionaryArray.from_arrays(pa.array(np.zeros(rijen, np.int32)), pa.array(["x" * lengte]))
    pq.write_table(pa.table({"id": kolom}), uit, compression="zstd")
    return uit.getvalue()


def zip_over_elkaar() -> bytes:
    """Two entries in the list, one part in the file."""
    twee = zip_van({"a.csv": b"id;b\n1;2\n", "b.csv": b"id;b\n1;2\n"})
    return lijst_veranderd(twee, 42, struct.pack("<I", 0))
