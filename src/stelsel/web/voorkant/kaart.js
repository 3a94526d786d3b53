// The map of every page that has one. An element with class s-kaart is all it needs:
//
//   <div class="s-kaart" data-bron="/kaart/punten?q=..." data-achtergrond="/static/gebouwd/achtergrond.json"
//        data-dossier="/dossier/" data-titel="Kaart met de gevonden locaties"></div>
//
// Also: data-punten (GeoJSON, or "#id" of a json_script element) for points that are already known,
// data-bbox ("minx,miny,maxx,maxy") for where to begin, data-kader when the points are those of the box in view, data-tegels for an outside raster background
// with data-tegels-naamsvermelding, data-worker for another address of the worker.
// It says "kaart:beweeg" (detail.bbox, detail.tekst, detail.gebruiker) on the element when it has moved.
import { AttributionControl, LngLatBounds, Map as Kaart, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "maplibre-gl";
import { BRONNEN, iconen, lagen } from "./kaartlagen.js";
import { woorden } from "./kaartwoorden.js";

const NEDERLAND = [3.2, 50.7, 7.3, 53.6];
const RUIMTE = [-1, 48.5, 11.5, 55.5];
const WACHT = 250;
const LEEG = { type: "FeatureCollection", features: [] };
const AANKLIKBAAR = ["punten", "groepen"];

const taal = woorden[document.documentElement.lang?.slice(0, 2)] ?? woorden.nl;
const donker = matchMedia("(prefers-color-scheme: dark)");

async function haal(adres, signal) {
  const antwoord = await fetch(adres, { signal, headers: { Accept: "application/geo+json, application/json" } });
  if (!antwoord.ok) throw new Error(`${antwoord.status} bij ${adres}`);
  return antwoord.json();
}

function ingebed(tekst) {
  if (!tekst) return null;
  const gelezen = JSON.parse(tekst.startsWith("#") ? document.querySelector(tekst).textContent : tekst);
  return Array.isArray(gelezen) ? { ...LEEG, features: gelezen } : gelezen;
}

function omvang(geo) {
  const om = new LngLatBounds();
  for (const { geometry } of geo.features) om.extend(geometry.coordinates);
  return om;
}

function el(soort, tekst, klasse) {
  const e = document.createElement(soort);
  if (tekst) e.textContent = tekst;
  if (klasse) e.className = klasse;
  return e;
}

/** What one point tells, as elements: text from a source never becomes markup. */
function beschrijving({ nummer, naam, adres, soort, oefening }, dossier) {
  const kader = el("div", "", "s-kaart__punt");
  const kop = el("p", "", "s-kaart__naam");
  if (nummer && dossier) {
    const link = el("a", naam || nummer, "utrecht-link");
    link.href = dossier + encodeURIComponent(nummer);
    kop.append(link);
  } else kop.textContent = naam || nummer || "";
  kader.append(kop);
  if (adres) kader.append(el("p", adres));
  const staart = el("p", taal.soort[soort] ?? taal.soort.gewoon);
  if (oefening) staart.append(" ", el("span", taal.oefening, "s-merk-oefening"));
  kader.append(staart);
  return kader;
}

class KaartVenster {
  constructor(element) {
    this.element = element;
    this.stand = el("p", "", "s-kaart__stand");
    this.stand.setAttribute("role", "status");
    this.vlak = el("div", "", "s-kaart__vlak");
    element.append(this.vlak, this.stand);
    this.punten = ingebed(element.dataset.punten) ?? LEEG;
    this.einde = new AbortController();
  }

  async begin() {
    const d = this.element.dataset;
    setWorkerUrl(d.worker || new URL("./maplibre-gl-worker.mjs", import.meta.url).href);
    this.achtergrond = d.achtergrond ? await haal(d.achtergrond).catch(() => null) : null;
    if (this.einde.signal.aborted) return;
    const om = d.bbox?.split(",").map(Number) ?? (this.punten.features.length ? omvang(this.punten) : NEDERLAND);
    this.kaart = new Kaart({
      container: this.vlak,
      style: this.stijl(),
      bounds: om,
      // Provinces alone tell nothing closer by than this.
      fitBoundsOptions: d.bbox ? { padding: 0 } : { padding: 24, maxZoom: d.tegels ? 14 : 8 },
      maxBounds: RUIMTE,
      maxZoom: 18,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: matchMedia("(pointer: coarse)").matches,
      attributionControl: false,
      fadeDuration: 0,
      locale: { ...taal.bediening, "Map.Title": d.titel || taal.bediening["Map.Title"] },
    });
    this.kaart.touchZoomRotate.disableRotation();
    this.kaart.addControl(new NavigationControl({ showCompass: false }), "top-right");
    // On a narrow map the names of the sources would cover it.
    if (this.vlak.clientWidth > 380) this.kaart.addControl(new ScaleControl({ unit: "metric" }), "bottom-left");
    this.kaart.addControl(new AttributionControl({ compact: false, customAttribution: this.naamsvermelding() }), "bottom-right");
    this.kaart.on("style.load", () => this.vul());
    this.kaart.on("moveend", (g) => this.bewogen(Boolean(g.originalEvent)));
    this.kaart.on("click", (g) => this.gekozen(g));
    for (const laag of AANKLIKBAAR) {
      this.kaart.on("mouseenter", laag, () => (this.kaart.getCanvas().style.cursor = "pointer"));
      this.kaart.on("mouseleave", laag, () => (this.kaart.getCanvas().style.cursor = ""));
    }
    donker.addEventListener("change", () => this.kaart.setStyle(this.stijl(), { diff: false }), { signal: this.einde.signal });
    // A list that htmx has renewed brings a new address for the same map.
    new MutationObserver(() => this.laad()).observe(this.element, { attributeFilter: ["data-bron"] });
    new MutationObserver(() => this.herlees()).observe(this.element, { attributeFilter: ["data-punten"] });
    this.luisterNaarLijst();
    this.kaart.once("load", () => (this.element.dataset.klaar = "ja"));
    this.laad();
  }

  naamsvermelding() {
    return [this.achtergrond?.naamsvermelding, this.element.dataset.tegelsNaamsvermelding].filter(Boolean);
  }

  stijl() {
    const { tegels } = this.element.dataset;
    return lagen({ kleur: (naam) => getComputedStyle(this.element).getPropertyValue(`--s-kaart-${naam}`).trim(), tegels, achtergrond: this.achtergrond, leeg: LEEG });
  }

  vul() {
    iconen(this.kaart, (naam) => getComputedStyle(this.element).getPropertyValue(`--s-kaart-${naam}`).trim());
    this.toon(this.punten);
  }

  toon(punten) {
    this.punten = punten;
    this.kaart.getSource(BRONNEN.punten)?.setData(punten);
  }

  /** Other points for the same map: show them, and move so that all are in view, unless the view chose the points. */
  herlees() {
    this.toon(ingebed(this.element.dataset.punten) ?? LEEG);
    if (this.punten.features.length && !this.element.dataset.kader) this.kaart.fitBounds(omvang(this.punten), { padding: 24, maxZoom: 12, animate: false });
  }

  bbox() {
    const g = this.kaart.getBounds();
    return [g.getWest(), g.getSouth(), g.getEast(), g.getNorth()].map((v) => Number(v.toFixed(5)));
  }

  bewogen(gebruiker) {
    clearTimeout(this.wachter);
    this.wachter = setTimeout(() => {
      const bbox = this.bbox();
      this.laad();
      this.element.dispatchEvent(new CustomEvent("kaart:beweeg", { bubbles: true, detail: { bbox, tekst: bbox.join(","), gebruiker } }));
    }, WACHT);
  }

  async laad() {
    const { bron } = this.element.dataset;
    if (!bron) return;
    this.lopend?.abort();
    const dit = (this.lopend = new AbortController());
    const adres = new URL(bron, document.baseURI);
    adres.searchParams.set("bbox", this.bbox().join(","));
    adres.searchParams.set("breedte", this.vlak.clientWidth);
    try {
      const punten = await haal(adres, dit.signal);
      if (dit.signal.aborted) return;
      this.toon(punten);
      this.meld(punten.volledig === false ? taal.onvolledig : "");
    } catch (fout) {
      if (fout.name !== "AbortError") this.meld(taal.storing);
    }
  }

  meld(tekst) {
    this.stand.textContent = tekst;
  }

  gekozen({ point, lngLat }) {
    const rand = [[point.x - 6, point.y - 6], [point.x + 6, point.y + 6]];
    const gevonden = this.kaart.queryRenderedFeatures(rand, { layers: AANKLIKBAAR });
    const groep = gevonden.find((f) => f.layer.id === "groepen");
    if (groep) {
      this.kaart.easeTo({ center: groep.geometry.coordinates, zoom: this.kaart.getZoom() + 2 }, { originalEvent: true });
      return;
    }
    const uniek = [...new Map(gevonden.map((f) => [f.properties.nummer ?? f.properties.naam, f])).values()];
    if (!uniek.length) return;
    const inhoud = el("div");
    inhoud.append(...uniek.slice(0, 10).map((f) => beschrijving(f.properties, this.element.dataset.dossier)));
    if (uniek.length > 10) inhoud.append(el("p", taal.meer(uniek.length - 10)));
    new Popup({ maxWidth: "280px" }).setLngLat(uniek.length === 1 ? uniek[0].geometry.coordinates : lngLat).setDOMContent(inhoud).addTo(this.kaart);
  }

  /** An element of the list with data-kaart-nummer rings its point while it has the pointer or the focus. */
  luisterNaarLijst() {
    const ring = (nummer) => this.kaart.getLayer("nadruk") && this.kaart.setFilter("nadruk", ["==", ["get", "nummer"], nummer]);
    const { signal } = this.einde;
    for (const [aan, uit] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      document.addEventListener(aan, (g) => {
        const nummer = g.target.closest?.("[data-kaart-nummer]")?.dataset.kaartNummer;
        if (nummer) ring(nummer);
      }, { signal });
      document.addEventListener(uit, (g) => g.target.closest?.("[data-kaart-nummer]") && ring(""), { signal });
    }
  }

  /** A browser gives out some sixteen drawing contexts: a map that left the page must return its own. */
  ruimOp() {
    this.einde.abort();
    this.lopend?.abort();
    clearTimeout(this.wachter);
    this.kaart?.remove();
  }
}

const vensters = new Set();

function begin() {
  for (const venster of vensters) {
    if (venster.element.isConnected) continue;
    venster.ruimOp();
    vensters.delete(venster);
  }
  for (const element of document.querySelectorAll(".s-kaart:not([data-begonnen])")) {
    element.dataset.begonnen = "ja";
    const venster = new KaartVenster(element);
    vensters.add(venster);
    venster.begin().catch((fout) => {
      console.warn("kaart:", fout);
      venster.meld(taal.geenKaart);
    });
  }
}

begin();
// Also for maps that arrive later in an answer, whatever put them in the page.
new MutationObserver(() => begin()).observe(document.body, { childList: true, subtree: true });
