// Conveniences for who has JavaScript; every page also works without.

const typt = (doel) => doel.closest?.("input, textarea, select, [contenteditable]");

// "/" goes to the search field.
document.addEventListener("keydown", (g) => {
  if (g.key !== "/" || g.ctrlKey || g.metaKey || g.altKey || typt(g.target)) return;
  const veld = document.querySelector(".s-zoek input[type=search]");
  if (!veld) return;
  g.preventDefault();
  veld.focus();
  veld.select();
});

// A form with data-verzend-bij-wijziging sends itself when a value changes. A date that is being typed is "valid" at
// year 2, 20 and 202 too: wait until it is a real one and the typing has stopped.
let wachter;
document.addEventListener("change", (g) => {
  const formulier = g.target.form;
  if (!formulier?.matches("[data-verzend-bij-wijziging]")) return;
  clearTimeout(wachter);
  const datum = g.target.type === "date" && g.target.value;
  if (datum && datum < "1900") return;
  wachter = setTimeout(() => formulier.checkValidity() && formulier.requestSubmit(), datum ? 600 : 0);
});

// <button data-afdrukken>: the content security policy allows no onclick.
document.addEventListener("click", (g) => g.target.closest?.("[data-afdrukken]") && print());

// Moving the map renews the list beside it: <div data-lijst="/kaart"> gets the answer for the box in view.
document.addEventListener("kaart:beweeg", (g) => {
  const lijst = document.querySelector("[data-lijst]");
  if (!lijst || !window.htmx) return;
  const adres = new URL(lijst.dataset.lijst, document.baseURI);
  adres.searchParams.set("bbox", g.detail.tekst);
  window.htmx.ajax("GET", adres.pathname + adres.search, { target: lijst, swap: "innerHTML" });
});

// Moving the map by hand puts its box into a field of the search form, which then asks anew.
document.addEventListener("kaart:beweeg", (g) => {
  const veld = document.getElementById(g.target.dataset.kaderveld);
  if (!veld || !g.detail.gebruiker) return;
  veld.value = g.detail.tekst;
  veld.dispatchEvent(new Event("change", { bubbles: true }));
});

// A search answer brings the points of its hits for the map beside it, which stays.
document.addEventListener("htmx:afterSwap", () => {
  const punten = document.querySelector("[data-kaart-voor]");
  const kaart = punten && document.getElementById(punten.dataset.kaartVoor);
  if (!kaart) return;
  kaart.dataset.kader = punten.dataset.kader ?? "";
  kaart.dataset.punten = punten.dataset.punten;
});
