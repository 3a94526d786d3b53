// Builds everything a browser fetches into ../static/gebouwd: node bouw.mjs
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { achtergrond } from "./achtergrond.mjs";
import { alleenGebruikt, alleenOnderdelen } from "./snoei.mjs";

const vind = createRequire(import.meta.url).resolve;
const hier = (pad) => fileURLToPath(new URL(pad, import.meta.url));
const DOEL = hier("../static/gebouwd/");

// Components of the Utrecht library that our templates use; add a name here to use one more.
const ONDERDELEN = [
  "alert", "badge-status", "breadcrumb-nav", "button", "button-group", "checkbox", "data-list", "document", "form-field",
  "form-field-description", "form-field-error-message", "form-fieldset", "form-label", "heading-1", "heading-2",
  "heading-3", "heading-4", "link", "ordered-list", "pagination", "paragraph", "radio-button", "select", "skip-link",
  "table", "textarea", "textbox", "unordered-list",
].map((naam) => `utrecht-${naam}`);

const bibliotheek = {
  name: "bibliotheek",
  setup(bouw) {
    bouw.onResolve({ filter: /^bibliotheek:/ }, ({ path }) => ({ path, namespace: "bibliotheek" }));
    bouw.onLoad({ filter: /.*/, namespace: "bibliotheek" }, async () => {
      const css = alleenOnderdelen(await readFile(vind("@utrecht/component-library-css/dist/index.css"), "utf8"), ONDERDELEN);
      const tokens = await readFile(vind("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"), "utf8");
      return { contents: alleenGebruikt(tokens, css) + css, loader: "css" };
    });
  },
};

await rm(DOEL, { recursive: true, force: true });
await mkdir(DOEL, { recursive: true });
await build({
  entryPoints: { stelsel: hier("stijl/stelsel.css"), kaart: hier("kaart.js") },
  outdir: DOEL,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox113", "safari16.4"],
  loader: { ".woff2": "file" },
  assetNames: "letters/[name]",
  legalComments: "linked",
  plugins: [bibliotheek],
  logLevel: "warning",
});
// MapLibre's worker must be fetched by its address: bundled, it gives an empty map that reports no error.
await copyFile(vind("maplibre-gl/dist/maplibre-gl-worker.mjs"), `${DOEL}maplibre-gl-worker.mjs`);
// Whole letters for the report on paper; a browser gets the small ones above.
const AFDRUK = hier("../../druk/letters/");
await rm(AFDRUK, { recursive: true, force: true });
await mkdir(AFDRUK, { recursive: true });
for (const dikte of ["400Regular", "700Bold"]) {
  await copyFile(vind(`@expo-google-fonts/noto-sans/${dikte}/NotoSans_${dikte}.ttf`), `${AFDRUK}NotoSans_${dikte}.ttf`);
}
await writeFile(`${DOEL}achtergrond.json`, JSON.stringify(await achtergrond()));
console.log(`De voorkant is gebouwd in ${DOEL}`);
