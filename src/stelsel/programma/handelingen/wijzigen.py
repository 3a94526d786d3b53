"""Change a part of a draft. Whoever saves must have seen the version that is there; every change is logged field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from ...begrippen import Gebruikersfout
from .. import feiten, models
from ..lezen import SLEUTELS, genummerd, zinnen

VORM: dict[str, type[feiten.Model]] = {
    "onderwerp": feiten.Onderwerp, "tekst": feiten.Sectie, "tryout": feiten.Tryout, "themaonderzoek": feiten.Themaonderzoek,
}  # fmt: skip


class AlVastgesteld(Gebruikersfout):
    """A body has adopted the draft: what it saw does not change under it."""

    code = "AL-VASTGESTELD"

    def __init__(self, orgaan: str):
        self.orgaan = orgaan
        super().__init__(
            f"'{orgaan}' heeft dit concept al vastgesteld; het kan niet meer wijzigen.",
            "Moet het toch, dan trekt het programmateam die vaststelling eerst in.",
        )


class InmiddelsGewijzigd(Gebruikersfout):
    """Somebody else changed the same fields since this part was opened: who, when, and what.

    `samen` is the part with both changes, and with those of this user where the two meet.
    """

    code = "INMIDDELS-GEWIJZIGD"

    def __init__(self, sinds: Sequence[models.Logregel], versie: int, samen: dict[str, Any] | None = None):
        self.sinds, self.versie, self.samen = tuple(sinds), versie, samen
        wie = ", ".join(dict.fromkeys(r.wie for r in sinds)) or "iemand anders"
        super().__init__(
            f"Dit deel is inmiddels gewijzigd door {wie}. Uw wijziging is nog niet bewaard.",
            "Lees hieronder wat er veranderde, pas uw tekst zo nodig aan en bewaar opnieuw.",
        )


class DeelOngeldig(Gebruikersfout):
    """What was entered does not fit the model."""

    code = "DEEL-ONGELDIG"

    def __init__(self, fouten: Sequence[str]):
        self.fouten = tuple(fouten)
        super().__init__("Niet bewaard: " + "; ".join(fouten) + ".", "Herstel dit en bewaar opnieuw.")


class ToezeggingVerdwijnt(Gebruikersfout):
    """A promise of an earlier edition was taken out."""

    code = "TOEZEGGING-VERDWIJNT"

    def __init__(self, wat: Sequence[str]):
        self.wat = tuple(wat)
        super().__init__(
            f"Een toezegging kan niet verdwijnen: {'; '.join(wat)}.",
            "Meld haar gereed, verschuif haar, of sluit het onderdeel met een motief.",
        )


def nog_open(e: models.Editie) -> None:
    """Raises `AlVastgesteld` when a body has adopted the draft. Locks the draft, before any part of it: a change and an
    adoption take turns."""
    e = models.Editie.objects.select_for_update(of=("self",)).get(pk=e.pk)
    besluiten = e.delen.get(soort="kop").inhoud.get("programma_besluiten", [])
    if e.vastgesteld_op or besluiten:
        raise AlVastgesteld(besluiten[-1]["orgaan"] if besluiten else e.programma.kort)


def inhoud_van(d: models.Deel, versie: int) -> dict[str, Any] | None:
    """The part as it was at a version; None when there was no such version."""
    if versie == d.versie:
        return dict(d.inhoud)
    regel = d.log.filter(versie=versie + 1, voorheen__isnull=False).first()
    return dict(regel.voorheen) if regel else None


@transaction.atomic
def wijzig(d: models.Deel, versie: int, nieuw: dict[str, Any], wie: str, toelichting: str = "") -> models.Deel:
    """Save `nieuw`, which was made from the part as it was at `versie`. A changed period becomes a re-planning by itself.

    What somebody else saved in between stays, also when it is in the same part. Where both changed the same field:
    `InmiddelsGewijzigd`. Also raises `AlVastgesteld`, `DeelOngeldig`, `ToezeggingVerdwijnt`.
    """
    nog_open(d.editie)
    nu = models.Deel.objects.select_for_update(of=("self",)).select_related("editie").get(pk=d.pk)
    basis = inhoud_van(nu, versie)
    if basis is None:
        raise InmiddelsGewijzigd([], nu.versie)
    inhoud = _gekeurd(nu, _met_verschuivingen(nu, basis, nieuw))
    if versie != nu.versie:
        botsing, inhoud = samengevoegd(basis, inhoud, nu.inhoud)
        if botsing:
            raise InmiddelsGewijzigd(list(nu.log.filter(versie__gt=versie)), nu.versie, inhoud)
        inhoud = _gekeurd(nu, inhoud)
    _geen_toezegging_weg(nu, inhoud)
    wijzigingen = list(verschillen(nu.inhoud, inhoud))
    if not wijzigingen:
        return nu
    voorheen, nu.inhoud, nu.versie = nu.inhoud, inhoud, nu.versie + 1
    # What was checked is no longer what is there.
    if nu.fase == models.Fase.GECONTROLEERD:
        nu.fase = models.Fase.CONTROLE
    nu.save(update_fields=["inhoud", "versie", "fase"])
    models.Logregel.objects.create(editie=nu.editie, deel=nu, versie=nu.versie, wie=wie, handeling="gewijzigd",
                                   toelichting=toelichting, wijzigingen=wijzigingen, voorheen=voorheen)  # fmt: skip
    return nu


def _onderdelen(inhoud: dict[str, Any]) -> list[dict[str, Any]]:
    return [inhoud.get("algemeen", {})] if "meta" in inhoud else [inhoud, *inhoud.get("acties", [])]


def _sleutel(d: dict[str, Any]) -> str:
    return str(d.get("ref") or d.get("code") or d.get("nummer") or d.get("sleutel"))


def _met_verschuivingen(d: models.Deel, basis: dict[str, Any], nieuw: dict[str, Any]) -> dict[str, Any]:
    """A promise with another period than before gets a re-planning of this edition; its reason comes with the promise."""
    was = {p["id"]: p for x in _onderdelen(basis) for p in x.get("planning", [])}
    beloofd = _eerder_beloofd(d)
    for x in _onderdelen(nieuw):
        for p in x.get("planning", []):
            reden = p.pop("reden", "")
            oud = was.get(p.get("id", ""))
            # Only a promise with a date that an adopted edition made can slip; before that it is made more precise. Of a study
            # and of the general part the model keeps no moves: the log does.
            if (
                d.soort in ("themaonderzoek", "kop")
                or oud is None
                or oud.get("periode") == p.get("periode")
                or p.get("id") not in beloofd
            ):
                continue
            lijst = list(x.get("verschoven", []))
            van = oud.get("periode")
            # A second change within one draft is the same re-planning: it keeps what was promised before the draft.
            if eerder := next(
                (v for v in lijst if v.get("planning") == p["id"] and v.get("editie") == d.editie.code), None
            ):
                lijst.remove(eerder)
                van, reden = eerder.get("van"), reden or eerder.get("reden", "")
            if van != p.get("periode"):
                if not reden:
                    raise DeelOngeldig([f"geef een reden waarom '{p['wat']}' verschuift"])
                lijst.append({"van": van, "naar": p.get("periode"), "wat": p["wat"], "reden": reden, "editie": d.editie.code,
                              "planning": p["id"]})  # fmt: skip
            x["verschoven"] = lijst
    return nieuw


def _eerder_beloofd(d: models.Deel) -> set[str]:
    """Ids of promises with a date in the edition that the draft began from; of all, when it began from none."""
    if d.editie.vorige is None:
        return {p["id"] for x in _onderdelen(d.inhoud) for p in x.get("planning", []) if p.get("periode")}
    oud = d.editie.vorige.delen.filter(soort=d.soort, sleutel=d.sleutel).first()
    return {p["id"] for x in _onderdelen(oud.inhoud if oud else {}) for p in x.get("planning", []) if p.get("periode")}


def _gekeurd(d: models.Deel, nieuw: dict[str, Any]) -> dict[str, Any]:
    """The content as the model wants it, with an id for every new fact."""
    try:
        if d.soort == "kop":
            _nummer_verder(d, nieuw)
            heel = genummerd(feiten.Editie.model_validate(nieuw))
            return dict(heel.model_dump(mode="json", exclude_defaults=True))
        VORM[d.soort].model_validate(nieuw)
        _nummer_verder(d, nieuw)
        # Numbers are given by the edition; a part is numbered as the only one of a small edition.
        meta = {"titel": "-", "programma": "-", "volgnummer": 1, "editie": d.editie.code, "code": d.editie.programma_id}
        pijler = {"nummer": d.pijler or 1, "titel": "-", "onderwerpen": [nieuw] if d.soort == "onderwerp" else []}
        lijsten = {"tekst": "teksten", "tryout": "tryouts", "themaonderzoek": "themaonderzoeken"}
        ruw: dict[str, Any] = {"meta": meta, "pijlers": [pijler]}
        if d.soort in lijsten:
            ruw[lijsten[d.soort]] = [nieuw]
        klaar = genummerd(feiten.Editie.model_validate(ruw)).model_dump(mode="json", exclude_defaults=True)
    except ValidationError as e:
        raise DeelOngeldig(zinnen(e)) from e
    uit = klaar["pijlers"][0]["onderwerpen"][0] if d.soort == "onderwerp" else klaar[lijsten[d.soort]][0]
    if _sleutel(uit) != d.sleutel:
        raise DeelOngeldig(["het kenmerk van dit deel kan niet veranderen"])
    refs = [_sleutel(x) for x in _onderdelen(uit)]
    if len(set(refs)) < len(refs):
        raise DeelOngeldig(["twee acties hebben hetzelfde kenmerk"])
    return dict(uit)


def _nummer_verder(d: models.Deel, nieuw: dict[str, Any]) -> None:
    """New facts get ids that nothing in this part ever had, so that an id never comes to mean something else."""
    ooit = [d.inhoud, *d.log.exclude(voorheen=None).values_list("voorheen", flat=True)]
    if d.editie.vorige and (oud := d.editie.vorige.delen.filter(soort=d.soort, sleutel=d.sleutel).first()):
        ooit.append(oud.inhoud)
    ids = {f["id"] for i in ooit for x in _onderdelen(i) for s in SLEUTELS for f in x.get(s, []) if f.get("id")}
    for x in _onderdelen(nieuw):
        for sleutel in SLEUTELS:
            for f in x.get(sleutel, []):
                if not f.get("id"):
                    n = 1
                    voor = (
                        f"TH-{x['nummer']}"
                        if d.soort == "themaonderzoek"
                        else "ALG"
                        if d.soort == "kop"
                        else _sleutel(x)
                    )
                    while (i := f"{voor}:{sleutel}-{n}") in ids:
                        n += 1
                    f["id"] = i
                    ids.add(i)


def _geen_toezegging_weg(d: models.Deel, nieuw: dict[str, Any]) -> None:
    """Promises that the last adopted edition made are still there, as are its actions."""
    if d.editie.vorige is None:
        return
    oud = d.editie.vorige.delen.filter(soort=d.soort, sleutel=d.sleutel).first()
    if oud is None:
        return
    er = {p["id"] for x in _onderdelen(nieuw) for p in x.get("planning", [])}
    refs = {_sleutel(x) for x in _onderdelen(nieuw)}
    weg = [p["wat"] for x in _onderdelen(oud.inhoud) for p in x.get("planning", []) if p["id"] not in er]
    weg += [x["titel"] for x in oud.inhoud.get("acties", []) if _sleutel(x) not in refs and not x.get("afgerond")]
    if weg:
        raise ToezeggingVerdwijnt(weg)


def samengevoegd(basis: Any, mijn: Any, hun: Any) -> tuple[bool, Any]:
    """Three-way: what only one side changed; where both changed the same field mine, and True."""
    if mijn == hun or hun == basis:
        return False, mijn
    if mijn == basis:
        return False, hun
    if isinstance(mijn, dict) and isinstance(hun, dict):
        b = basis if isinstance(basis, dict) else {}
        delen = {k: samengevoegd(b.get(k), mijn.get(k), hun.get(k)) for k in [*hun, *(k for k in mijn if k not in hun)]}
        return any(x for x, _ in delen.values()), {k: w for k, (_, w) in delen.items() if w is not None}
    if isinstance(mijn, list | None) and isinstance(hun, list | None):
        b, m, h = _per_id(basis or []), _per_id(mijn or []), _per_id(hun or [])
        per = [samengevoegd(b.get(k), m.get(k), h.get(k)) for k in [*h, *(k for k in m if k not in h)]]
        return any(x for x, _ in per), [w for _, w in per if w is not None]
    return True, mijn


def verschillen(oud: Any, nieuw: Any, pad: str = "") -> Iterator[dict[str, Any]]:
    """Field by field what changed; items of lists are followed by their id or ref."""
    if isinstance(oud, dict) and isinstance(nieuw, dict):
        for k in [*oud, *(k for k in nieuw if k not in oud)]:
            yield from verschillen(oud.get(k), nieuw.get(k), f"{pad}.{k}" if pad else k)
    elif isinstance(oud, list | None) and isinstance(nieuw, list | None) and (oud or nieuw):
        a, b = _per_id(oud or []), _per_id(nieuw or [])
        for k in [*a, *(k for k in b if k not in a)]:
            yield from verschillen(a.get(k), b.get(k), f"{pad}[{k}]")
    elif oud != nieuw:
        yield {"veld": pad, "van": oud, "naar": nieuw}


def _per_id(lijst: list[Any]) -> dict[str, Any]:
    return {str((x.get("ref") or x.get("id")) if isinstance(x, dict) and (x.get("ref") or x.get("id")) else i): x
            for i, x in enumerate(lijst, 1)}  # fmt: skip
