"""Points for a map that a page draws by itself: GeoJSON of search hits or of the places of a dossier."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..register import Plek, Treffer


def geojson(plekken: Iterable[Treffer | Plek], oefening: bool) -> str:
    """A FeatureCollection of what has a point."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [p.lon, p.lat]},
            "properties": {
                "nummer": p.nummer,
                "naam": p.naam or p.adres,
                "adres": p.adres,
                "soort": p.soort_kaart,
                "aantal": 1,
                "oefening": p.oefening if isinstance(p, Treffer) else oefening,
            },
        }
        for p in plekken
        if p.lon is not None
    ]
    return json.dumps({"type": "FeatureCollection", "volledig": True, "features": features})
