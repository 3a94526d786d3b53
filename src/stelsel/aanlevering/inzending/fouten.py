"""What can be wrong with a session or a part, with the facts by which a client can go on."""

from __future__ import annotations

from collections.abc import Sequence

from ...begrippen import Gebruikersfout


class InzendingOnbekend(Gebruikersfout):
    """There is no such session of this source; of another source it is the same answer."""

    code = "INZENDING-ONBEKEND"

    def __init__(self, id_: str):
        self.id = id_
        super().__init__("Deze inzending bestaat niet.", "Kijk het nummer na, of begin een nieuwe inzending.")


class BestandOnbekend(Gebruikersfout):
    """The session has no file with this number."""

    code = "BESTAND-ONBEKEND"

    def __init__(self, nr: int, aantal: int):
        self.nr, self.aantal = nr, aantal
        super().__init__(
            f"Bestand {nr} hoort niet bij deze inzending.", f"De bestanden zijn genummerd van 1 tot en met {aantal}."
        )


class InzendingOngeldig(Gebruikersfout):
    """Everything that is wrong with what was announced, at once."""

    code = "INZENDING-ONGELDIG"

    def __init__(self, redenen: Sequence[str]):
        self.redenen = tuple(redenen)
        super().__init__("Deze inzending kan zo niet beginnen.", " ".join(redenen))


class InzendingTeGroot(Gebruikersfout):
    """More bytes than this place takes at once."""

    code = "INZENDING-TE-GROOT"

    def __init__(self, grootte: int, hoogstens: int):
        self.grootte, self.hoogstens = grootte, hoogstens
        super().__init__(
            f"De bestanden zijn samen {grootte} bytes; hier past {hoogstens} bytes in een inzending.",
            "Verdeel de bestanden over meer inzendingen.",
        )


class TeVeelInzendingen(Gebruikersfout):
    """The source has begun many sessions and ended none."""

    code = "INZENDING-TE-VEEL"

    def __init__(self, hoogstens: int):
        self.hoogstens = hoogstens
        super().__init__(
            f"Er lopen al {hoogstens} inzendingen van deze bron.",
            "Bied er een aan, trek er een in, of wacht tot er een is verwerkt.",
        )


class NietOpen(Gebruikersfout):
    """The session was offered already: its bytes no longer change."""

    code = "INZENDING-NIET-OPEN"

    def __init__(self, status: str):
        self.status = status
        super().__init__(f"Deze inzending is {status} en verandert niet meer.", "Begin een nieuwe inzending.")


class DeelTeGroot(Gebruikersfout):
    """The part is larger than a part may be."""

    code = "DEEL-TE-GROOT"

    def __init__(self, hoogstens: int):
        self.hoogstens = hoogstens
        super().__init__(f"Een deel is hoogstens {hoogstens} bytes.", "Stuur het bestand in kleinere delen.")


class DeelPastNiet(Gebruikersfout):
    """With this part the file would be larger than was announced."""

    code = "DEEL-PAST-NIET"

    def __init__(self, naam: str, grootte: int):
        self.naam, self.grootte = naam, grootte
        super().__init__(
            f"'{naam}' is aangekondigd met {grootte} bytes; dit deel gaat daar voorbij.",
            "Is het bestand veranderd? Trek deze inzending in en begin een nieuwe.",
        )


class DeelSluitNietAan(Gebruikersfout):
    """The part does not begin where the received bytes end."""

    code = "DEEL-SLUIT-NIET-AAN"

    def __init__(self, ontvangen: int):
        self.ontvangen = ontvangen
        super().__init__("Dit deel sluit niet aan op wat er al is.", f"Ga verder vanaf byte {ontvangen}.")


class DeelAnders(Gebruikersfout):
    """A part that came before comes again with other bytes."""

    code = "DEEL-ANDERS"

    def __init__(self, ontvangen: int):
        self.ontvangen = ontvangen
        super().__init__(
            "Dit deel is al ontvangen, met andere bytes.",
            "Is het bestand veranderd? Trek deze inzending in en begin een nieuwe.",
        )


class DeelBeschadigd(Gebruikersfout):
    """The bytes do not have the hash that was sent with them."""

    code = "DEEL-BESCHADIGD"

    def __init__(self, ontvangen: int):
        self.ontvangen = ontvangen
        super().__init__(
            "Dit deel is onderweg veranderd en is niet bewaard.", f"Stuur het opnieuw, vanaf byte {ontvangen}."
        )


class DeelAfgebroken(Gebruikersfout):
    """Fewer bytes came than were announced."""

    code = "DEEL-AFGEBROKEN"

    def __init__(self, ontvangen: int):
        self.ontvangen = ontvangen
        super().__init__(
            "Dit deel is niet heel aangekomen en is niet bewaard.", f"Stuur het opnieuw, vanaf byte {ontvangen}."
        )


class NogNietHeel(Gebruikersfout):
    """Files of the session are not complete yet."""

    code = "INZENDING-NIET-HEEL"

    def __init__(self, namen: Sequence[str]):
        self.namen = tuple(namen)
        super().__init__(
            f"Nog niet heel ontvangen: {', '.join(namen)}.",
            "Stuur eerst de rest, en bied de inzending dan opnieuw aan.",
        )


class BytesAnders(Gebruikersfout):
    """The whole file does not have the hash that was announced."""

    code = "BESTAND-ANDERS"

    def __init__(self, naam: str):
        self.naam = naam
        super().__init__(
            f"'{naam}' heeft niet de SHA-256 die was aangekondigd.",
            "Begin een nieuwe inzending met het bestand zoals het nu is.",
        )
