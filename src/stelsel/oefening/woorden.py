"""Made-up names and sentences of the exercise world. None of them is, or may be taken for, a real company or street."""

MERKEN = ["Fictief", "Voorbeeld", "Oefen", "Proef"]
SECTOREN = [
    "Chemie", "Recycling", "Metaal", "Veehouderij", "Tuinbouw", "Garage", "Drukkerij", "Verf & Lak", "Transport", "Opslag",
    "Bakkerij", "Zuivel", "Hout", "Kunststof", "Bouwstoffen", "Wasserij", "Tankstation", "Slachterij", "Galvano", "Betoncentrale",
    "Afvalverwerking", "Energie", "Koelhuis", "Scheepswerf", "Pluimvee", "Diervoeder", "Asfalt", "Textiel", "Glas", "Sloopwerken",
]  # fmt: skip
LETTERGREPEN = [
    "ba", "do", "fi", "ga", "ho", "ju", "ka", "lo", "mi", "nu", "pa", "ro", "si", "ta", "vo", "wi", "ze", "bra", "dro", "fle",
    "gri", "klo", "pla", "sno", "tri", "vla", "zwi", "mor", "tal", "ven",
]  # fmt: skip
RECHTSVORMEN = ["B.V.", "B.V.", "B.V.", "B.V.", "N.V.", "V.O.F.", "Coöperatie U.A.", ""]
STRATEN = [
    "Oefenweg", "Proefkade", "Voorbeeldlaan", "Testhaven", "Fictiestraat", "Schijnweg", "Modelpad", "Simulatiedijk",
    "Oefenkade", "Proefweg", "Voorbeeldstraat", "Fictiekade",
]  # fmt: skip
# Paragraphs of the Bal with a weight: how often they occur is assumed.
BAL = (
    ("3.6.1", 6), ("3.2.1", 5), ("3.2.8", 4), ("3.2.5", 2), ("3.2.9", 2), ("3.4.4", 2), ("3.4.8", 1), ("3.5.6", 1), ("3.7.7", 1),
    ("3.8.2", 2), ("3.8.3", 2), ("3.8.5", 2), ("3.2.13", 2), ("3.7.8", 1),
)  # fmt: skip
ONDERWERPEN = ["Oprichten van het bedrijf", "Uitbreiden van de opslag", "Vervangen van een installatie", "Wijzigen van de werktijden",
               "Plaatsen van een tank", "Bouwen van een loods"]  # fmt: skip
# Text, theme, parameter, limit value, unit. Limits are examples for practice, not norms.
VOORSCHRIFTEN = [
    ("De emissie van stof bedraagt ten hoogste {w} mg/Nm3 (oefenwaarde).", "lucht", "stof", 5, "mg/Nm3"),
    (
        "Het langtijdgemiddelde geluidniveau op de gevel bedraagt ten hoogste {w} dB(A) (oefenwaarde).",
        "geluid",
        "LAr,LT",
        45,
        "dB(A)",
    ),
    ("Het gehalte aan zink in het afvalwater bedraagt ten hoogste {w} mg/l (oefenwaarde).", "water", "zink", 2, "mg/l"),
    (
        "Gevaarlijke stoffen staan boven een lekbak die de inhoud van het grootste vat kan bevatten.",
        "bodem",
        None,
        None,
        None,
    ),
    ("Afval wordt gescheiden bewaard:\na. papier;\nb. metaal;\nc. restafval.", "afval", None, None, None),
    ("De drijver houdt een logboek bij van onderhoud en storingen.", "algemeen", None, None, None),
    ("Blusmiddelen zijn gekeurd, zichtbaar en bereikbaar.", "veiligheid", None, None, None),
    ("Het verbruik van elektriciteit wordt elke maand opgeschreven.", "energie", None, None, None),
]
BEVINDINGEN = ["Vaten stonden buiten de opvangbak.", "Het logboek was niet bijgehouden.", "De keuring van de tank was verlopen.",
               "Er kwam stof vrij bij het overslaan.", "Afval was niet gescheiden opgeslagen.", "De blusmiddelen waren niet gekeurd."]  # fmt: skip
INTERVENTIES = (
    ("waarschuwen", 12), ("aanspreken", 8), ("last_onder_dwangsom", 6), ("informeren", 3), ("verscherpt_toezicht", 2),
    ("last_onder_bestuursdwang", 1), ("bestuurlijke_boete", 1), ("proces_verbaal", 1), ("bestuurlijke_strafbeschikking", 1),
)  # fmt: skip
# Substance with its CAS number and a unit.
STOFFEN = [("zink", "7440-66-6"), ("koper", "7440-50-8"), ("lood", "7439-92-1"), ("benzeen", "71-43-2"), ("tolueen", "108-88-3"),
           ("nikkel", "7440-02-0")]  # fmt: skip
