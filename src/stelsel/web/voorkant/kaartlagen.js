// Style of the map: own vectors and icons drawn here, so that no outside service is asked for tiles, glyphs or sprites.

export const BRONNEN = { punten: "punten", provincies: "provincies", buurlanden: "buurlanden", namen: "namen", tegels: "tegels" };
const LETTER = ["Noto Sans", "sans-serif"];
const DICHTHEID = 2;

// Shape and size differ as well as colour: a circle, a larger diamond, a larger triangle with a double edge.
const VORMEN = {
  gewoon: { maat: 14, pad: (p, m, r) => p.arc(m, m, r, 0, 2 * Math.PI) },
  ippc: { maat: 22, pad: (p, m, r) => veelhoek(p, m, r, 4, -90) },
  seveso: { maat: 26, pad: (p, m, r) => veelhoek(p, m, r, 3, -90) },
};

function veelhoek(p, m, r, hoeken, begin) {
  for (let i = 0; i < hoeken; i++) {
    const hoek = ((begin + (360 / hoeken) * i) * Math.PI) / 180;
    p.lineTo(m + r * Math.cos(hoek), m + r * Math.sin(hoek));
  }
  p.closePath();
}

/** Draws the icons in the colours of the moment and gives them to the map. */
export function iconen(kaart, kleur) {
  for (const [soort, { maat, pad }] of Object.entries(VORMEN)) {
    const zijde = maat * DICHTHEID;
    const doek = Object.assign(document.createElement("canvas"), { width: zijde, height: zijde });
    const p = doek.getContext("2d");
    p.lineJoin = "round";
    // From outside in: light edge against the ground, dark line, the colour itself.
    for (const [verf, rand] of [["rand", 0], ["lijn", 1.5], [soort, 3]]) {
      p.beginPath();
      pad(p, zijde / 2, (maat / 2 - rand) * DICHTHEID - 1);
      p.fillStyle = kleur(verf);
      p.fill();
    }
    const beeld = p.getImageData(0, 0, zijde, zijde);
    if (kaart.hasImage(soort)) kaart.updateImage(soort, beeld);
    else kaart.addImage(soort, beeld, { pixelRatio: DICHTHEID });
  }
}

export function lagen({ kleur, tegels, achtergrond, leeg }) {
  const vlak = (data) => ({ type: "geojson", data: data ?? leeg, tolerance: 0.2 });
  const groep = [">", ["coalesce", ["get", "aantal"], 1], 1];
  const sources = {
    [BRONNEN.buurlanden]: vlak(achtergrond?.buurlanden),
    [BRONNEN.provincies]: vlak(achtergrond?.provincies),
    [BRONNEN.namen]: vlak(achtergrond?.namen),
    [BRONNEN.punten]: { type: "geojson", data: leeg },
  };
  const layers = [
    { id: "water", type: "background", paint: { "background-color": kleur("water") } },
    { id: "buurlanden", type: "fill", source: BRONNEN.buurlanden, paint: { "fill-color": kleur("buurland") } },
    { id: "land", type: "fill", source: BRONNEN.provincies, paint: { "fill-color": kleur("land") } },
    { id: "provinciegrens", type: "line", source: BRONNEN.provincies, layout: { "line-join": "round" },
      paint: { "line-color": kleur("grens"), "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.8, 12, 2] } },
    { id: "provincienaam", type: "symbol", source: BRONNEN.namen, maxzoom: 11,
      layout: { "text-field": ["get", "naam"], "text-font": LETTER, "text-size": ["interpolate", ["linear"], ["zoom"], 6, 11, 10, 16], "text-max-width": 20 },
      paint: { "text-color": kleur("naam"), "text-halo-color": kleur("land"), "text-halo-width": 1.5 } },
    { id: "groepen", type: "circle", source: BRONNEN.punten, filter: groep,
      paint: { "circle-color": kleur("groep"), "circle-stroke-color": kleur("rand"), "circle-stroke-width": 2,
        "circle-radius": ["interpolate", ["linear"], ["log10", ["coalesce", ["get", "aantal"], 1]], 0.3, 11, 2, 15, 4, 24] } },
    { id: "groepsaantal", type: "symbol", source: BRONNEN.punten, filter: groep,
      layout: { "text-field": ["number-format", ["get", "aantal"], { locale: "nl-NL" }], "text-font": LETTER, "text-size": 12, "text-allow-overlap": true },
      paint: { "text-color": kleur("groepstekst") } },
    { id: "nadruk", type: "circle", source: BRONNEN.punten, filter: ["==", ["get", "nummer"], ""],
      paint: { "circle-radius": 17, "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": kleur("nadruk"), "circle-stroke-width": 4 } },
    { id: "punten", type: "symbol", source: BRONNEN.punten, filter: ["!", groep],
      layout: { "icon-image": ["match", ["get", "soort"], ["ippc", "seveso"], ["get", "soort"], "gewoon"], "icon-allow-overlap": true,
        "symbol-sort-key": ["match", ["get", "soort"], "seveso", 2, "ippc", 1, 0] } },
  ];
  if (tegels) {
    sources[BRONNEN.tegels] = { type: "raster", tiles: [new URL(tegels, document.baseURI).href.replaceAll("%7B", "{").replaceAll("%7D", "}")], tileSize: 256 };
    const eigenVlakken = new Set(["buurlanden", "land", "provincienaam"]);
    return { version: 8, sources, layers: [layers[0], { id: "tegels", type: "raster", source: BRONNEN.tegels }, ...layers.slice(1).filter((l) => !eigenVlakken.has(l.id))] };
  }
  return { version: 8, sources, layers };
}
