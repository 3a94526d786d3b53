"""The forms of a draft: a part as fields, and fields as a part again. What a form does not show stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...programma.feiten import Status
from ...programma.periode import periode, uit_mensentaal
from ...programma.status import TEKEN, WOORD

LEEG, HOOGSTENS = 2, 200


class Periodeveld(forms.CharField):
    """A period as people type it; empty is unknown."""

    def prepare_value(self, value: Any) -> Any:
        try:
            return periode(value).in_woorden() if value else value
        except ValueError:
            return value

    def to_python(self, value: Any) -> Any:
        try:
            return uit_mensentaal(super().to_python(value) or "")
        except ValueError:
            raise forms.ValidationError(
                gettext("'%(w)s' is geen termijn. Schrijf bijvoorbeeld Q2 2024, 16-1-2024 of tweede helft 2024.")
                % {"w": value}
            ) from None


def tekst(label: Any, verplicht: bool = False, hoogstens: int = 1000, regels: int = 0) -> forms.CharField:
    veld = forms.Textarea(attrs={"rows": regels}) if regels else forms.TextInput()
    return forms.CharField(label=label, required=verplicht, max_length=hoogstens, widget=veld)


class Rij(forms.Form):
    """A fact in a list; a row without its main text is no fact."""

    kern = "wat"
    id = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if not schoon.get(self.kern) and any(w for n, w in schoon.items() if n not in ("id", self.kern)):
            self.add_error(self.kern, gettext("Vul dit in, of maak de hele rij leeg."))
        return schoon

    def feit(self) -> dict[str, Any] | None:
        schoon = self.cleaned_data
        return {k: v for k, v in schoon.items() if v not in ("", None, [])} if schoon.get(self.kern) else None


class PlanningRij(Rij):
    periode = Periodeveld(label=_("Termijn"), required=False, max_length=60)
    wat = tekst(_("Toezegging"))
    gereed = forms.BooleanField(label=_("Gereed"), required=False)
    reden = tekst(_("Reden als de termijn verschuift"))

    def feit(self) -> dict[str, Any] | None:
        uit = super().feit()
        if uit is not None and uit.pop("gereed", False):
            uit["gemeld"] = {}
        return uit


class RisicoRij(Rij):
    kern = "samenvatting"
    samenvatting = tekst(_("Risico"), regels=2)
    maatregelen = tekst(_("Maatregelen, een per regel"), regels=2, hoogstens=5000)

    def feit(self) -> dict[str, Any] | None:
        uit = super().feit()
        if uit and "maatregelen" in uit:
            uit["maatregelen"] = [r.strip() for r in uit["maatregelen"].splitlines() if r.strip()]
        return uit


class BesluitRij(Rij):
    datum = Periodeveld(label=_("Wanneer"), required=False, max_length=60)
    orgaan = tekst(_("Orgaan"))
    soort = tekst(_("Soort"))
    wat = tekst(_("Besluit"))


class AfhankelijkheidRij(Rij):
    kern = "naar"
    naar = tekst(_("Hangt samen met"))
    wat = tekst(_("Waarom"))


class ResultaatRij(Rij):
    wat = tekst(_("Deelresultaat dat gereed is"))


LIJSTEN: dict[str, tuple[type[Rij], Any]] = {
    "planning": (PlanningRij, _("Planning")),
    "deelresultaten_afgerond": (ResultaatRij, _("Deelresultaten")),
    "besluiten": (BesluitRij, _("Besluiten")),
    "risicos": (RisicoRij, _("Risico’s")),
    "afhankelijkheden": (AfhankelijkheidRij, _("Samenhang")),
}


class Hoofd(forms.Form):
    """What is told once of a topic, an action or a try-out."""

    titel = tekst(_("Titel"), verplicht=True)
    trekker = tekst(_("Trekker (een functie, geen naam)"))
    samenvatting = tekst(_("Voortgang en doel"), hoogstens=20_000, regels=6)
    afgerond = forms.BooleanField(label=_("Afgerond"), required=False)
    vervallen = tekst(_("Vervallen, met als motief"))
    status = forms.ChoiceField(
        label=_("Status"), required=False,
        choices=[("", _("volg het voorstel")), *((s.value, f"{TEKEN[s]} {WOORD[s]}") for s in Status)],
    )  # fmt: skip
    motief = tekst(_("Motief als u van het voorstel afwijkt"))

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if schoon.get("status") and not schoon.get("motief"):
            self.add_error("motief", gettext("Geef een motief bij de status die u kiest."))
        return schoon


class Onderzoekhoofd(forms.Form):
    """What is told once of a study."""

    thema = tekst(_("Thema"), verplicht=True)
    stand = tekst(_("Stand"), verplicht=True)
    tekst = tekst(_("Tekst"), hoogstens=20_000, regels=6)


class Onderdeelformulier:
    """A head with lists of facts, for one topic, action or try-out, or for a study.

    `editie`: the code of the draft, of which the reasons of moves so far are shown.
    """

    def __init__(self, d: Mapping[str, Any], data: Any = None, editie: str = ""):
        self.d = d
        redenen = {v.get("planning"): v.get("reden", "") for v in d.get("verschoven", []) if v.get("editie") == editie}
        gekozen = d.get("gekozen") or {}
        begin = {**d, "status": gekozen.get("status", ""), "motief": gekozen.get("motief", "")}
        self.onderzoek = "thema" in d
        self.hoofd = (Onderzoekhoofd if self.onderzoek else Hoofd)(data, initial=begin, prefix="hoofd")
        if "code" in d:
            self.hoofd.fields["tekst"] = tekst(_("Tekst in het rapport"), hoogstens=20_000, regels=6)
        self.lijsten = {
            naam: forms.formset_factory(rij, extra=LEEG, max_num=HOOGSTENS, absolute_max=HOOGSTENS)(
                data, initial=[_begin(x, redenen) for x in d.get(naam, [])], prefix=naam
            )
            for naam, (rij, _titel) in LIJSTEN.items()
            if not self.onderzoek or naam in ("planning", "afhankelijkheden")
        }

    def lijst(self) -> list[tuple[str, Any, Any]]:
        return [(naam, LIJSTEN[naam][1], formset) for naam, formset in self.lijsten.items()]

    def is_valid(self) -> bool:
        return all([self.hoofd.is_valid(), *(f.is_valid() for f in self.lijsten.values())])

    def fouten(self) -> list[str]:
        """Every fault with its field, for the top of the page."""
        alle = [(self.hoofd.fields[n].label, f) for n, ff in self.hoofd.errors.items() for f in ff]
        for _naam, titel, formset in self.lijst():
            alle += [
                (f"{titel}, {gettext('rij')} {i}, {rij.fields[n].label}", f)
                for i, rij in enumerate(formset.forms, 1) for n, ff in rij.errors.items() for f in ff
            ]  # fmt: skip
            alle += [(str(titel), f) for f in formset.non_form_errors()]
        return [f"{waar}: {wat}" for waar, wat in alle]

    def inhoud(self, wie: str) -> dict[str, Any]:
        """The part with what was entered; evidence and whatever has no field stays."""
        uit = deepcopy(dict(self.d))
        h = self.hoofd.cleaned_data
        if self.onderzoek:
            return (
                uit
                | h
                | {n: _samen(self.d.get(n, []), [r.feit() for r in f], f.form.kern) for n, f in self.lijsten.items()}
            )
        if "tekst" in h:
            uit["tekst"] = h["tekst"]
        uit |= {"titel": h["titel"], "samenvatting": h["samenvatting"], "afgerond": h["afgerond"],
                "trekker": h["trekker"] or None, "vervallen": h["vervallen"] or None}  # fmt: skip
        oud = self.d.get("gekozen") or {}
        if not h["status"]:
            uit["gekozen"] = None
        elif (h["status"], h["motief"]) != (oud.get("status"), oud.get("motief")):
            uit["gekozen"] = {
                "status": h["status"],
                "motief": h["motief"],
                "door": wie,
                "op": datetime.now(UTC).isoformat(),
            }
        for naam, formset in self.lijsten.items():
            uit[naam] = _samen(self.d.get(naam, []), [r.feit() for r in formset], formset.form.kern)
        return uit


class Tekstformulier:
    """A text of the general part."""

    def __init__(self, d: Mapping[str, Any], data: Any = None):
        self.d = d
        self.hoofd = Teksthoofd(data, initial=d, prefix="hoofd")

    def lijst(self) -> list[Any]:
        return []

    def is_valid(self) -> bool:
        return bool(self.hoofd.is_valid())

    def fouten(self) -> list[str]:
        return [f"{self.hoofd.fields[n].label}: {f}" for n, ff in self.hoofd.errors.items() for f in ff]

    def inhoud(self, _wie: str) -> dict[str, Any]:
        return {**self.d, **self.hoofd.cleaned_data}


class Kopformulier(Tekstformulier):
    """The title of the edition, and what the general part promises."""

    def __init__(self, d: Mapping[str, Any], data: Any = None):
        self.d = d
        self.hoofd = Titelhoofd(data, initial=d["meta"], prefix="hoofd")
        begin = [_begin(x, {}) for x in d.get("algemeen", {}).get("planning", [])]
        rijen = forms.formset_factory(PlanningRij, extra=LEEG, max_num=HOOGSTENS, absolute_max=HOOGSTENS)
        self.planning = rijen(data, initial=begin, prefix="planning")

    def lijst(self) -> list[Any]:
        return [("planning", LIJSTEN["planning"][1], self.planning)]

    def is_valid(self) -> bool:
        return all([self.hoofd.is_valid(), self.planning.is_valid()])

    def fouten(self) -> list[str]:
        return super().fouten() + [
            f"{LIJSTEN['planning'][1]}: {f}" for rij in self.planning.errors for ff in rij.values() for f in ff
        ]

    def inhoud(self, _wie: str) -> dict[str, Any]:
        algemeen = self.d.get("algemeen", {})
        planning = _samen(algemeen.get("planning", []), [r.feit() for r in self.planning], "wat")
        return {
            **self.d,
            "meta": {**self.d["meta"], **self.hoofd.cleaned_data},
            "algemeen": {**algemeen, "planning": planning},
        }


class Titelhoofd(forms.Form):
    titel = tekst(_("Titel"), verplicht=True)


class Teksthoofd(forms.Form):
    titel = tekst(_("Titel"), verplicht=True)
    tekst = tekst(_("Tekst"), hoogstens=20_000, regels=16)


def _begin(x: Mapping[str, Any], redenen: Mapping[str, str]) -> dict[str, Any]:
    uit = {**x, "reden": redenen.get(x["id"], "")}
    if "maatregelen" in uit:
        uit["maatregelen"] = "\n".join(uit["maatregelen"])
    uit["gereed"] = "gemeld" in uit and uit["gemeld"] is not None
    return uit


def _samen(oud: list[dict[str, Any]], ingevuld: list[dict[str, Any] | None], kern: str) -> list[dict[str, Any]]:
    """Facts as entered. An unknown id is not believed, and evidence stays only with the words that it is evidence of."""
    was = {x["id"]: x for x in oud}
    uit = []
    for x in ingevuld:
        if x is None:
            continue
        eerder = was.get(x.pop("id", ""))
        if eerder is None:
            uit.append(x)
            continue
        blijft = ("id", *BLIJFT) if eerder.get(kern) == x[kern] else ("id",)
        rest = {k: v for k, v in eerder.items() if k in blijft}
        if "gemeld" in x and eerder.get("gemeld"):
            x["gemeld"] = eerder["gemeld"]
        uit.append(rest | x)
    return uit


BLIJFT = ("citaat", "regel_van", "regel_tot", "uit_editie", "expliciet_risico_kop")
