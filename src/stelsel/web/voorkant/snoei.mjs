// Keeps of a large stylesheet only what our pages use: the component library is 400 kB of rules and
// 200 kB of token values, of which a page needs a tenth.

/** Splits CSS without comments into its top-level rules: {kop: selector or at-rule, lijf: body or null}. */
export function regels(css) {
  const uit = [];
  let diepte = 0, begin = 0, open = 0, aanhaling = null;
  css = css.replace(/\/\*[\s\S]*?\*\//g, "");
  for (let i = 0; i < css.length; i++) {
    const t = css[i];
    if (aanhaling) {
      if (t === "\\") i++;
      else if (t === aanhaling) aanhaling = null;
    } else if (t === '"' || t === "'") aanhaling = t;
    else if (t === "{" && diepte++ === 0) open = i;
    else if (t === "}" && --diepte === 0) {
      uit.push({ kop: css.slice(begin, open).trim(), lijf: css.slice(open + 1, i) });
      begin = i + 1;
    } else if (t === ";" && diepte === 0) {
      uit.push({ kop: css.slice(begin, i + 1).trim(), lijf: null });
      begin = i + 1;
    }
  }
  if (diepte !== 0) throw new Error("CSS is niet in evenwicht: accolade te veel of te weinig");
  return uit;
}

/** The selectors of a list, split at its outer commas only (not inside :is(...)). */
function selectoren(kop) {
  const uit = [""];
  let diepte = 0;
  for (const t of kop) {
    if (t === "(") diepte++;
    if (t === ")") diepte--;
    if (t === "," && diepte === 0) uit.push("");
    else uit[uit.length - 1] += t;
  }
  return uit.map((s) => s.trim());
}

/** The rules whose every class belongs to one of the components named. */
export function alleenOnderdelen(css, onderdelen) {
  const hoort = new Set(onderdelen);
  const onderdeel = (klasse) => klasse.replace(/^\./, "").split(/--|__/)[0];
  const past = (s) => (s.match(/\.-?[A-Za-z_][\w-]*/g) ?? [""]).every((k) => hoort.has(onderdeel(k)));
  const houd = (bron) =>
    regels(bron).map(({ kop, lijf }) => {
      if (lijf === null || kop.startsWith("@keyframes") || kop.startsWith("@font-face")) return "";
      if (kop.startsWith("@")) {
        const binnen = houd(lijf);
        return binnen && `${kop}{${binnen}}`;
      }
      const over = selectoren(kop).filter(past);
      return over.length ? `${over.join(",")}{${lijf}}` : "";
    }).join("");
  return houd(css);
}

/** Of a sheet with token values: those that the other sheets reach, directly or by way of other tokens. */
export function alleenGebruikt(tokens, gebruikers) {
  const waarden = new Map();
  for (const { lijf } of regels(tokens))
    for (const [, naam, waarde] of (lijf ?? "").matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)) waarden.set(naam, waarde);
  const gezocht = (tekst) => [...tekst.matchAll(/var\(\s*(--[\w-]+)/g)].map((m) => m[1]);
  const nodig = new Set(), rij = gezocht(gebruikers);
  while (rij.length) {
    const naam = rij.pop();
    if (nodig.has(naam) || !waarden.has(naam)) continue;
    nodig.add(naam);
    rij.push(...gezocht(waarden.get(naam)));
  }
  return `:root{${[...nodig].sort().map((n) => `${n}:${waarden.get(n)}`).join(";")}}`;
}
