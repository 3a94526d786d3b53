// The background of the map: provinces, neighbouring countries and names, from packages, without a tile service.
//
// Provinces: @svg-maps/netherlands, after MapSVG (https://mapsvg.com/maps/netherlands), CC BY 4.0.
//   Changed here: drawing units turned back into degrees, simplified, rounded.
// Neighbours: world-atlas (ISC), a redistribution of Natural Earth 1:10m, public domain. Clipped and rounded.
// Good for finding one's way at the scale of a province; never for measuring: borders are off by up to some
// hundreds of metres.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const NAAMSVERMELDING =
  'Grenzen: <a href="https://mapsvg.com/maps/netherlands">MapSVG</a> (<a href="https://creativecommons.org/licenses/by/4.0/deed.nl">CC BY 4.0</a>, bewerkt), Natural Earth';

// The drawing is a Mercator picture cut to the land's outermost points (degrees) at these drawing units.
const TEKENING = { x: [0.2585, 612.2785], y: [0.2748, 723.2848] };
const LAND = { lengte: [3.358, 7.2275], breedte: [53.555, 50.7504] };
const UITSNEDE = [2.2, 50.2, 8.6, 54.3];
const BUREN = { "056": "België", "276": "Duitsland", "250": "Frankrijk", "442": "Luxemburg" };
const NAAM_OP = { Friesland: [5.84, 53.1], "Noord-Holland": [4.87, 52.6], Zeeland: [3.85, 51.46], "Zuid-Holland": [4.6, 52.0], Limburg: [5.93, 51.3] };

const straal = (graden) => (graden * Math.PI) / 180;
const mercator = (breedte) => Math.log(Math.tan(Math.PI / 4 + straal(breedte) / 2));
const breedteVan = (m) => ((2 * Math.atan(Math.exp(m)) - Math.PI / 2) * 180) / Math.PI;
const tussen = (v, [a, b], [p, q]) => p + ((v - a) / (b - a)) * (q - p);
const rond = (v) => Math.round(v * 1e4) / 1e4;

function graden([x, y]) {
  const m = tussen(y, TEKENING.y, LAND.breedte.map(mercator));
  return [tussen(x, TEKENING.x, LAND.lengte), breedteVan(m)];
}

/** Rings of an SVG path that knows only m (moves and lines, relative) and z, as this package's paths do. */
function ringen(pad) {
  const uit = [];
  let punt = [0, 0], ring = [];
  for (const [, letter, inhoud] of pad.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    if (letter === "z") {
      uit.push(ring);
      punt = ring[0];
      ring = [];
    } else if (letter === "m") {
      const getallen = inhoud.match(/-?\d*\.?\d+/g).map(Number);
      for (let i = 0; i < getallen.length; i += 2) ring.push((punt = [punt[0] + getallen[i], punt[1] + getallen[i + 1]]));
    } else throw new Error(`Onbekend pad-teken '${letter}' in de kaart van de provincies`);
  }
  return uit;
}

/** The ring, rounded, closed and without doubles; null if nothing of it is left. */
function afgerond(ring) {
  const uit = [];
  for (const p of ring.map((q) => q.map(rond))) {
    const vorig = uit.at(-1);
    if (!vorig || vorig[0] !== p[0] || vorig[1] !== p[1]) uit.push(p);
  }
  if (uit.length && (uit[0][0] !== uit.at(-1)[0] || uit[0][1] !== uit.at(-1)[1])) uit.push(uit[0]);
  return uit.length >= 4 ? uit : null;
}

/** Sutherland-Hodgman against the four sides of the cut-out. */
function geknipt(ring) {
  const [w, z, o, n] = UITSNEDE;
  const zijden = [[0, w, 1], [0, o, -1], [1, z, 1], [1, n, -1]];
  for (const [as, grens, kant] of zijden) {
    const binnen = (p) => (p[as] - grens) * kant >= 0;
    const uit = [];
    ring.forEach((p, i) => {
      const vorig = ring.at(i - 1);
      if (binnen(p) !== binnen(vorig)) {
        const t = (grens - vorig[as]) / (p[as] - vorig[as]);
        uit.push([0, 1].map((k) => vorig[k] + t * (p[k] - vorig[k])));
      }
      if (binnen(p)) uit.push(p);
    });
    ring = uit;
    if (!ring.length) break;
  }
  return ring;
}

function buurlanden(topo) {
  const { scale, translate } = topo.transform;
  const boog = (nr) => {
    let x = 0, y = 0;
    const punten = topo.arcs[nr < 0 ? ~nr : nr].map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
    return nr < 0 ? punten.reverse() : punten;
  };
  const landen = topo.objects.countries.geometries.filter((g) => BUREN[g.id]);
  return landen.map((land) => {
    const vlakken = (land.type === "Polygon" ? [land.arcs] : land.arcs)
      .map((vlak) => afgerond(geknipt(vlak[0].flatMap(boog))))
      .filter(Boolean);
    return vlakken.length && vorm({ naam: BUREN[land.id] }, { type: "MultiPolygon", coordinates: vlakken.map((r) => [r]) });
  }).filter(Boolean);
}

const vorm = (properties, geometry) => ({ type: "Feature", properties, geometry });
const verzameling = (features) => ({ type: "FeatureCollection", features });

function midden(ring) {
  const [xs, ys] = [0, 1].map((as) => ring.map((p) => p[as]));
  return [xs, ys].map((v) => rond((Math.min(...v) + Math.max(...v)) / 2));
}

export async function achtergrond() {
  const { default: tekening } = await import("@svg-maps/netherlands");
  const topo = JSON.parse(await readFile(createRequire(import.meta.url).resolve("world-atlas/countries-10m.json"), "utf8"));
  const provincies = tekening.locations.map(({ name, path }) => {
    const vlakken = ringen(path).map((r) => afgerond(r.map(graden))).filter(Boolean);
    return vorm({ naam: name === "Friesland" ? "Fryslân" : name, op: NAAM_OP[name] ?? midden(vlakken.reduce((a, b) => (b.length > a.length ? b : a))) },
      { type: "MultiPolygon", coordinates: vlakken.map((r) => [r]) });
  });
  if (provincies.length !== 12) throw new Error(`Verwachtte 12 provincies, vond er ${provincies.length}`);
  return {
    naamsvermelding: NAAMSVERMELDING,
    buurlanden: verzameling(buurlanden(topo)),
    provincies: verzameling(provincies.map((p) => vorm({ naam: p.properties.naam }, p.geometry))),
    namen: verzameling(provincies.map((p) => vorm({ naam: p.properties.naam }, { type: "Point", coordinates: p.properties.op }))),
  };
}
