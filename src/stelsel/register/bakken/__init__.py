"""Bake the index from which pages read: search words, map points, dossiers, in one SQLite file.

In: the linked rows inside the engine. Out: `index/stand-<snapshot>.sqlite`, and the pointer `index/actueel`.
Never: a source. It is derived, replaced as a whole and at once, and may be copied to every web server.
"""

from .maken import bak, gebakken, indexbestand, van_nu, zet_index

__all__ = ["bak", "gebakken", "indexbestand", "van_nu", "zet_index"]
