"""Who has which function in which organisation, and since when: given, taken over during an absence, or taken in an emergency."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from ..aanlevering import in_nederland
from ..begrippen import Gebruikersfout, of
from .gebruikers import maak_gebruiker
from .gronden import functies, partijen
from .models import Rol
from .vraag import een_regel

NOODDUUR = timedelta(hours=1)
LANGST_VERVANGEN = timedelta(days=60)
REDEN_MINSTENS, WOORDEN_MINSTENS = 20, 4
NOOD_PER_DAG = 2
AUDITOR = "auditor"
# A role that somebody was given, not one that is stood in for or taken in an emergency.
GEGEVEN = Q(vervangt=None, noodreden="")


class OnbekendeOrganisatie(Gebruikersfout):
    """No organisation with this id can have users."""

    code = "ORGANISATIE-ONBEKEND"

    def __init__(self, organisatie: str):
        self.organisatie = organisatie
        super().__init__(
            f"Organisatie '{organisatie[:60]}' is niet bekend.", "Alle organisaties: stelsel toegang organisaties."
        )


class OnbekendeFunctie(Gebruikersfout):
    """No such function, or not in this kind of organisation."""

    code = "FUNCTIE-ONBEKEND"

    def __init__(self, functie: str, soort: str):
        self.functie, self.soort = functie, soort
        kan = sorted(f.code for f in functies().values() if soort in f.soorten)
        super().__init__(
            f"De functie '{functie[:60]}' bestaat niet bij een organisatie van de soort {soort}.", f"Kies {of(kan)}."
        )


class GebruikerOnbekend(Gebruikersfout):
    """There is no user with this name."""

    code = "GEBRUIKER-ONBEKEND"

    def __init__(self, naam: str):
        self.naam = naam
        super().__init__(
            f"Gebruiker '{naam[:60]}' bestaat niet.", "Een functie geven maakt de gebruiker: stelsel toegang rol."
        )


class AccountGesloten(Gebruikersfout):
    """Who left gets nothing more: a closed account does not open again."""

    code = "ACCOUNT-GESLOTEN"

    def __init__(self, naam: str):
        self.naam = naam
        super().__init__(
            f"Het account {naam} is gesloten en gaat niet weer open.", "Geef de functie aan een andere naam."
        )


class EindeVoorbij(Gebruikersfout):
    """A function would end before it begins."""

    code = "EINDE-VOORBIJ"

    def __init__(self, tot: datetime):
        self.tot = tot
        super().__init__(
            f"De functie zou eindigen op {in_nederland(tot):%d-%m-%Y}, en die dag is al begonnen.",
            "Noem een latere dag.",
        )


class VervangingKanNiet(Gebruikersfout):
    """This role cannot be handed over so."""

    code = "VERVANGING-KAN-NIET"


class NoodtoegangKanNiet(Gebruikersfout):
    """Emergency access needs a reason and a tie to the organisation."""

    code = "NOODTOEGANG-KAN-NIET"


def geef_rol(
    naam: str, organisatie: str, functie: str, door: str, tot: datetime | None = None
) -> tuple[Rol, str | None]:
    """Give a user a function in an organisation; the password when the user is new.

    Who has it already keeps it, with this end if one is given. Raises `OnbekendeOrganisatie`, `OnbekendeFunctie`, `NaamOngeldig`,
    `AccountGesloten`, `EindeVoorbij`.
    """
    _bestaat(organisatie, functie)
    if tot is not None and tot <= datetime.now(UTC):
        raise EindeVoorbij(tot)
    er, wachtwoord = maak_gebruiker(naam)
    if not er.is_active:
        raise AccountGesloten(naam)
    rol = rollen_van(er).filter(GEGEVEN, organisatie=organisatie, functie=functie).first()
    if rol is not None and tot is not None:
        rol.tot = tot
        rol.save(update_fields=["tot"])
    if rol is None:
        rol = Rol.objects.create(
            gebruiker=er,
            organisatie=organisatie,
            functie=functie,
            van=datetime.now(UTC),
            tot=tot,
            gegeven_door=door[:150],
        )
    return rol, wachtwoord


def _bestaat(organisatie: str, functie: str) -> None:
    org = partijen().get(organisatie)
    if org is None or not org.bestaat(date.today()):
        raise OnbekendeOrganisatie(organisatie)
    if functie not in functies() or org.soort not in functies()[functie].soorten:
        raise OnbekendeFunctie(functie, org.soort)


def ontneem_rol(naam: str, organisatie: str, functie: str) -> bool:
    """End a role, and whatever was handed over of it; False when there was none.

    Who has no function of their own in the organisation then, does not stand in for anybody there either. Raises `GebruikerOnbekend`,
    `OnbekendeOrganisatie`, `OnbekendeFunctie`.
    """
    nu = datetime.now(UTC)
    if not get_user_model().objects.filter(username=naam).exists():
        raise GebruikerOnbekend(naam)
    if organisatie not in partijen():
        raise OnbekendeOrganisatie(organisatie)
    if functie not in functies():
        raise OnbekendeFunctie(functie, partijen()[organisatie].soort)
    van = Q(gebruiker__username=naam) | Q(vervangt__username=naam)
    had = bool(_lopend(nu).filter(van, organisatie=organisatie, functie=functie).update(tot=nu))
    if not _geldend(nu).filter(GEGEVEN, gebruiker__username=naam, organisatie=organisatie).exists():
        _lopend(nu).filter(gebruiker__username=naam, organisatie=organisatie).update(tot=nu)
    return had


def sluit(naam: str) -> None:
    """Close the account of who left: from now on it opens nothing, also not to who stands in. Raises `GebruikerOnbekend`."""
    er = get_user_model().objects.filter(username=naam).first()
    if er is None:
        raise GebruikerOnbekend(naam)
    er.is_active = False
    er.save()
    nu = datetime.now(UTC)
    _lopend(nu).filter(Q(gebruiker=er) | Q(vervangt=er)).update(tot=nu)


def rollen_van(gebruiker: Any) -> QuerySet[Rol]:
    """The roles that a user has now; none for who is not signed in. A substitute has a role as long as who is absent has it."""
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return Rol.objects.none()
    return _geldend(datetime.now(UTC)).filter(gebruiker=gebruiker)


def rollen_nu(gebruiker: Any) -> list[Rol]:
    """The roles of `rollen_van` as a list, for what stands in the way of every page: by hand, at a third of the time."""
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return []
    nu = datetime.now(UTC)
    eigen = Rol.objects.raw(
        "SELECT r.* FROM toegang_rol r LEFT JOIN auth_user u ON u.id = r.vervangt_id WHERE r.gebruiker_id = %s AND (u.id IS NULL OR u.is_active) "
        "ORDER BY organisatie, functie, r.id",
        [gebruiker.pk],
    )
    dag = in_nederland(nu).date()
    tellen = [
        r for r in eigen
        if r.van <= nu and (r.tot is None or nu < r.tot) and r.organisatie in partijen() and partijen()[r.organisatie].bestaat(dag)
    ]  # fmt: skip
    thuis = {r.organisatie for r in tellen if not r.vervangt_id and not r.noodreden}
    return [r for r in tellen if r.organisatie in thuis]


def _lopend(moment: datetime) -> QuerySet[Rol]:
    """The roles of which the time is not over, also those that do not count now: whatever ends something must end these too."""
    return Rol.objects.filter(van__lte=moment).exclude(tot__lte=moment)


def _geldend(moment: datetime) -> QuerySet[Rol]:
    """The roles that count at a moment: in an organisation that is there, and of who stands in or took it in an emergency only as long as
    that user has a function of their own there."""
    er = [o.id for o in partijen().values() if o.bestaat(in_nederland(moment).date())]
    nu = _lopend(moment).filter(organisatie__in=er).exclude(vervangt__is_active=False)
    eigen = nu.filter(GEGEVEN, gebruiker=OuterRef("gebruiker"), organisatie=OuterRef("organisatie"))
    return nu.filter(GEGEVEN | Exists(eigen))


def vervang(rol: Rol, naam: str, tot: datetime) -> Rol:
    """Let another user of the same house do this role until a moment; who does already, does until that moment.

    Never an auditor, who would judge own looks.

    Raises `VervangingKanNiet`, in the same words for who is not there and who is not of the house: it tells no names.
    """
    nu = datetime.now(UTC)
    if rol.vervangt_id or rol.noodreden:
        raise VervangingKanNiet(
            "Wat u zelf waarneemt, kunt u niet overdragen.", "Vraag wie de functie heeft om een ander te kiezen."
        )
    if rol.functie == AUDITOR:
        raise VervangingKanNiet(
            "Wie controleert, draagt dat niet zelf over.", "Vraag de beheerder om een andere auditor."
        )
    if not (nu < tot and in_nederland(tot).date() <= in_nederland(nu).date() + LANGST_VERVANGEN):
        raise VervangingKanNiet("De laatste dag ligt niet in de komende 60 dagen.", "Kies een dag binnen 60 dagen.")
    er = get_user_model().objects.filter(username=naam, is_active=True).first()
    eigen = _geldend(nu).filter(GEGEVEN, gebruiker=er, organisatie=rol.organisatie)
    if er is None or er == rol.gebruiker or not eigen.exists() or eigen.filter(functie=AUDITOR).exists():
        raise VervangingKanNiet(
            f"{naam[:60]} kan dit niet waarnemen.",
            "Kies een collega met een eigen functie bij deze organisatie, geen auditor.",
        )
    einde = min(tot, rol.tot) if rol.tot else tot
    al = (
        _lopend(nu)
        .filter(gebruiker=er, vervangt=rol.gebruiker, organisatie=rol.organisatie, functie=rol.functie)
        .first()
    )
    if al is not None:
        al.tot = einde
        al.save(update_fields=["tot"])
        return al
    return Rol.objects.create(gebruiker=er, organisatie=rol.organisatie, functie=rol.functie, van=nu, tot=einde,
                              gegeven_door=rol.gebruiker.get_username(), vervangt=rol.gebruiker)  # fmt: skip


def hoe(rol: Rol) -> str:
    """In which way a role is had, for the log; empty for one that was given."""
    return "noodtoegang" if rol.noodreden else f"in plaats van {rol.vervangt.get_username()}" if rol.vervangt else ""


def vervangers(gebruiker: Any) -> QuerySet[Rol]:
    """Who stands in for a user now, and in which function."""
    return _geldend(datetime.now(UTC)).filter(vervangt=gebruiker)


def stop(gebruiker: Any, rol: int) -> bool:
    """End a substitution, by whom it is for or by who stands in; or one's own emergency access. False when this user has none of that number."""
    nu = datetime.now(UTC)
    eigen = _lopend(nu).filter(Q(vervangt=gebruiker) | Q(gebruiker=gebruiker), pk=rol).exclude(GEGEVEN)
    return bool(eigen.update(tot=nu))


def neem_noodtoegang(gebruiker: Any, organisatie: str, functie: str, reden: str) -> Rol:
    """Take a function that one does not have, in the own organisation, for an hour. It is reported at once (`melding`).

    It opens no more than that function has grounds for. Raises `NoodtoegangKanNiet`, `OnbekendeOrganisatie`, `OnbekendeFunctie`.
    """
    from .melding import meld

    _bestaat(organisatie, functie)
    nu, reden = datetime.now(UTC), een_regel(reden)
    eigen = rollen_van(gebruiker).filter(organisatie=organisatie, noodreden="")
    if not eigen.exists():
        raise NoodtoegangKanNiet(
            "U hebt geen functie bij deze organisatie.", "Noodtoegang kan alleen bij uw eigen organisatie."
        )
    if eigen.filter(functie=AUDITOR).exists():
        raise NoodtoegangKanNiet("Een auditor neemt geen noodtoegang.", "Vraag een collega die de functie heeft.")
    # An organisation in which nobody has the function does not do that work, in an emergency neither.
    anderen = _geldend(nu).filter(GEGEVEN, organisatie=organisatie, functie=functie)
    if not functies()[functie].doelen or not anderen.exists():
        raise NoodtoegangKanNiet(
            "Deze functie kan hier niet in nood worden genomen.",
            "Kies een functie die iemand bij uw organisatie heeft en waarmee men het register ziet.",
        )
    letters, woorden = sum(teken.isalnum() for teken in reden), len(reden.split())
    if letters < REDEN_MINSTENS or woorden < WOORDEN_MINSTENS:
        raise NoodtoegangKanNiet(
            f"De reden is te kort: {letters} letters in {woorden} woorden.",
            f"Schrijf in minstens {REDEN_MINSTENS} letters en {WOORDEN_MINSTENS} woorden waarom u niet kunt wachten.",
        )
    vandaag = Rol.objects.filter(gebruiker=gebruiker, van__gt=nu - timedelta(days=1)).exclude(noodreden="")
    if vandaag.count() >= NOOD_PER_DAG:
        raise NoodtoegangKanNiet(
            f"U nam in een etmaal al {NOOD_PER_DAG} keer noodtoegang.", "Vraag de beheerder om de functie zelf."
        )
    rol = Rol.objects.create(gebruiker=gebruiker, organisatie=organisatie, functie=functie, van=nu, tot=nu + NOODDUUR,
                             gegeven_door=gebruiker.get_username(), noodreden=reden[:1000])  # fmt: skip
    meld(rol)
    return rol


def noodfuncties(gebruiker: Any) -> list[tuple[str, str]]:
    """Organisation and function of everything that a user could take in an emergency: what others do there and this user does not."""
    eigen = {(r.organisatie, r.functie) for r in rollen_van(gebruiker).filter(noodreden="")}
    bij = {o for o, _ in eigen} - {o for o, f in eigen if f == AUDITOR}
    gegeven = _geldend(datetime.now(UTC)).filter(GEGEVEN, organisatie__in=bij).values_list("organisatie", "functie")
    return sorted({(o, f) for o, f in gegeven if functies()[f].doelen} - eigen)


def noodtoegangen() -> QuerySet[Rol]:
    """Every emergency access ever, the last first."""
    return Rol.objects.exclude(noodreden="").order_by("-van")
