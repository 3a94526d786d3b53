// Hand in over parts, through the API: goes on after a break, also on another day, with the same files.

const DEEL = 8 * 1024 * 1024;
const POGINGEN = 5;
const slaap = (ms) => new Promise((klaar) => setTimeout(klaar, ms));

class Probleem extends Error {
  constructor(status, inhoud, wacht) {
    super([inhoud.title, inhoud.detail].filter(Boolean).join(" "));
    Object.assign(this, { status, inhoud, wacht });
  }
}

const formulier = document.querySelector("form[data-inleveren]");
if (formulier) begin(formulier);
const bezig = document.querySelector("[data-volg-inzending]");
if (bezig) volg(bezig);

async function vraag(adres, opties = {}) {
  const munt = formulier?.elements.csrfmiddlewaretoken.value;
  const koppen = { ...(munt && { "X-CSRFToken": munt }), ...opties.headers };
  const antwoord = await fetch(adres, { ...opties, headers: koppen, credentials: "same-origin" });
  if (antwoord.ok) return antwoord.status === 204 ? null : antwoord.json();
  const inhoud = await antwoord.json().catch(() => ({}));
  throw new Probleem(antwoord.status, inhoud, Number(antwoord.headers.get("Retry-After")));
}

// A line that breaks, or a server that says "later": try again, each time a little later.
async function herhaal(doe) {
  for (let keer = 1; ; keer++) {
    try {
      return await doe();
    } catch (e) {
      const later = !(e instanceof Probleem) || [429, 502, 503, 504].includes(e.status);
      if (!later || keer === POGINGEN) throw e;
      await slaap(e.wacht ? e.wacht * 1000 : 500 * 2 ** keer);
    }
  }
}

function begin(f) {
  const invoer = f.elements.bestanden;
  const vak = f.querySelector("[data-bestanden]");
  const sjabloon = f.querySelector("template[data-bestand]");
  const melding = f.querySelector("[data-melding]");
  const stop = f.querySelector("[data-stop]");
  const knop = f.querySelector("[type=submit]");
  let gestopt = false;
  let lopend = null;

  f.querySelector("[data-zonder-js]").remove();
  f.querySelector("[data-met-js]").hidden = false;
  invoer.addEventListener("change", toon);
  toon(); // a browser may have kept the choice

  function toon() {
    vak.replaceChildren(...[...invoer.files].map((bestand, nr) => {
      const rij = sjabloon.content.cloneNode(true).firstElementChild;
      rij.setAttribute("aria-label", bestand.name);
      rij.querySelector("strong").textContent = bestand.name;
      rij.querySelector("progress").setAttribute("aria-label", bestand.name);
      rij.querySelector(".s-klein").textContent = maat(bestand.size);
      for (const e of rij.querySelectorAll("[id],[for]")) {
        for (const a of ["id", "for", "name"]) {
          if (e.hasAttribute(a)) e.setAttribute(a, e.getAttribute(a).replace("NR-", `b${nr}-`));
        }
      }
      return rij;
    }));
  }

  const sleepvak = f.querySelector("[data-sleepvak]");
  for (const soort of ["dragover", "dragleave", "drop"]) {
    sleepvak.addEventListener(soort, (g) => {
      g.preventDefault();
      sleepvak.toggleAttribute("data-boven", soort === "dragover");
      if (soort === "drop" && g.dataTransfer.files.length) {
        invoer.files = g.dataTransfer.files;
        toon();
      }
    });
  }

  const meld = (tekst, fout = false) => {
    melding.hidden = false;
    melding.classList.toggle("s-melding--fout", fout);
    melding.textContent = tekst;
  };

  stop.addEventListener("click", async () => {
    gestopt = true;
    if (lopend) await vraag(`${f.dataset.inleveren}/${lopend.id}`, { method: "DELETE" }).catch(() => {});
    localStorage.removeItem(lopend?.spoor);
    meld(melding.dataset.ingetrokken);
    stop.hidden = true;
    knop.disabled = false;
  });

  f.addEventListener("submit", async (g) => {
    g.preventDefault();
    gestopt = false;
    knop.disabled = true;
    try {
      const bestanden = [...invoer.files];
      lopend = await open(bestanden);
      stop.hidden = false;
      await stuur(bestanden);
      await herhaal(() => vraag(`${f.dataset.inleveren}/${lopend.id}/aanbieden`, { method: "POST" }));
      meld(melding.dataset.verder);
      localStorage.removeItem(lopend.spoor);
      location.assign(`${f.dataset.volg}${lopend.id}/`);
    } catch (e) {
      if (gestopt) return;
      meld(e instanceof Probleem ? e.message : melding.dataset.verbroken, true);
      knop.disabled = false;
      knop.focus();
    }
  });

  // The session of before, when it is still open and of the very same files; else a new one.
  async function open(bestanden) {
    const kop = { bron: f.elements.bron.value, soort: f.elements.soort.value, stand: f.elements.stand.value || null };
    const wensen = {};
    bestanden.forEach((b, nr) => {
      const w = {};
      for (const veld of ["codering", "scheiding", "decimaal"]) w[veld] = f.elements[`b${nr}-${veld}`].value;
      if (Object.values(w).some(Boolean)) wensen[b.name] = w;
    });
    const kenmerk = JSON.stringify([kop, wensen, bestanden.map((b) => [b.name, b.size, b.lastModified])]);
    const spoor = `stelsel-inzending ${kenmerk}`;
    const eerder = localStorage.getItem(spoor);
    if (eerder) {
      try {
        const i = await herhaal(() => vraag(`${f.dataset.inleveren}/${eerder}`));
        if (i.status === "open") {
          meld(`${melding.dataset.hervat} ${maat(i.bestanden.reduce((n, b) => n + b.ontvangen, 0))}`);
          return { ...i, spoor };
        }
      } catch (e) {
        if (!(e instanceof Probleem) || e.status !== 404) throw e;
      }
    }
    const aangekondigd = bestanden.map((b) => ({ naam: b.name, grootte: b.size }));
    const i = await herhaal(() => vraag(f.dataset.inleveren, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...kop, bestanden: aangekondigd, wensen }),
    }));
    localStorage.setItem(spoor, i.id);
    return { ...i, spoor };
  }

  async function stuur(bestanden) {
    const deel = Math.min(DEEL, lopend.deel_hoogstens);
    for (const [n, bestand] of bestanden.entries()) {
      const balk = vak.querySelectorAll("progress")[n];
      balk.hidden = false;
      let vanaf = lopend.bestanden[n].ontvangen;
      while (vanaf < bestand.size && !gestopt) {
        balk.value = (100 * vanaf) / bestand.size;
        vanaf = await herhaal(() => stuurDeel(n + 1, bestand.slice(vanaf, vanaf + deel), vanaf));
        meld(`${melding.dataset.bezig} ${bestand.name}, ${maat(vanaf)} / ${maat(bestand.size)}`);
      }
      if (gestopt) throw new Error("gestopt");
      balk.value = 100;
    }
  }

  async function stuurDeel(nr, deel, vanaf) {
    const bytes = await deel.arrayBuffer();
    const koppen = { "Content-Type": "application/octet-stream" };
    if (crypto.subtle) {
      const som = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      koppen["Content-Digest"] = `sha-256=:${btoa(String.fromCharCode(...som))}:`;
    }
    const adres = `${f.dataset.inleveren}/${lopend.id}/bestanden/${nr}?vanaf=${vanaf}`;
    try {
      return (await vraag(adres, { method: "PUT", headers: koppen, body: bytes })).ontvangen;
    } catch (e) {
      // The answer to a part that did arrive was lost: go on from where the server is.
      if (e instanceof Probleem && e.inhoud.code === "DEEL-SLUIT-NIET-AAN") return e.inhoud.ontvangen;
      throw e;
    }
  }
}

function maat(bytes) {
  const [n, eenheid] = bytes < 1e6 ? [bytes / 1e3, "kB"] : bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
  return `${n.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${eenheid}`;
}

// The words of the progress change in place; the outcome is told by the page itself.
async function volg(melding) {
  for (let rust = 500; ; rust = Math.min(rust * 1.3, 5000)) {
    await slaap(rust);
    try {
      const i = await vraag(melding.dataset.volgInzending);
      if (i.status === "klaar" || i.status === "geweigerd") return location.reload();
      const tekst = i.voortgang && melding.dataset.woorden.replace(/\{(\w+)\}/g, (_, naam) => i.voortgang[naam]);
      const alinea = melding.querySelector("p");
      if (tekst && alinea.textContent !== tekst) alinea.textContent = tekst;
    } catch (e) {
      if (e instanceof Probleem && e.status < 500 && e.status !== 429) return location.reload();
    }
  }
}
