"""The rules by which the progress report is read, each on a snippet laid out as in the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.programma.bron import Vondst, acties, lees, merktekens, onderwerpen, perioden, pijlers, voeg_samen

KOP = [" Pijler/titel Onderwerpen Voortgang en doel   Planning/ risico’s ", "", "1 ", " ", "Kennis ", ""]


def _wat(vondsten: list[Vondst]) -> list[str]:
    return [v.wat for v in vondsten]


def _tijden(tekst: str) -> list[str]:
    return _wat(perioden(tekst.split("\n")))


def test_lezen_bewaart_spaties_en_telt_een_paginasprong_niet_als_regel(tmp_path: Path) -> None:
    (tmp_path / "bron.txt").write_text("omgevings- \n\x0cdiensten\n\nslot\n", encoding="utf-8")
    assert lees(tmp_path / "bron.txt") == ["omgevings- ", "\x0cdiensten", "", "slot"]


@pytest.mark.parametrize(
    ("regels", "titel"),
    [
        (["Robuuste ", "omgevings- ", "diensten "], "Robuuste omgevingsdiensten"),
        (["kwaliteit ", "milieu- toezicht "], "kwaliteit milieutoezicht"),
        (["Opvolging gateway-", "review  "], "Opvolging gateway-review"),
        (["informatie- ", "uitwisseling "], "informatie-uitwisseling"),
        (["wet- ", "en regelgeving "], "wet- en regelgeving"),
        (["Inrichtingen √ "], "Inrichtingen"),
    ],
)
def test_een_titel_over_meer_regels_wordt_een_titel(regels: list[str], titel: str) -> None:
    assert voeg_samen(regels) == titel


def test_elke_tabelkop_begint_een_pijler() -> None:
    regels = ["Pijler 1 gaat over kennis.", *KOP, "(1) Visie ", "", KOP[0], "2", "", "Kennisinfra- ", "structuur ", ""]
    assert pijlers(regels) == [Vondst("P1", "Kennis", 4, 6), Vondst("P2", "Kennisinfrastructuur", 11, 14)]


def test_een_tabelkop_zonder_nummer_valt_op() -> None:
    with pytest.raises(ValueError, match="line 2"):
        pijlers(["Pijler/titel", "Kennis", ""])


def test_een_onderwerp_loopt_tot_de_lege_regel_en_een_nieuwe_pagina_begint_een_cel() -> None:
    regels = [
        *KOP,
        "(1) Datakwaliteit in ",
        "toezicht ",
        " ",
        "Tekst. ",
        "  (2) Juridische analyse ",
        "√ ",
        "",
        "Meer. ",
    ]
    assert onderwerpen(regels) == [
        Vondst("P1(1)", "Datakwaliteit in toezicht", 7, 8),
        Vondst("P1(2)", "Juridische analyse", 11, 11),
    ]


@pytest.mark.parametrize(
    ("regel", "titel"),
    [
        ("(1) Kwaliteitscriteria Het doel is om te komen tot een herziene set. ", "Kwaliteitscriteria"),
        ("(1) ILT onderzoeken De ILT heeft twee onderzoeken uitgevoerd. ", "ILT onderzoeken"),
        ("(1) I-governance                 I-governance behelst een voorstel. ", "I-governance"),
    ],
)
def test_een_korte_titel_deelt_zijn_regel_met_de_tekst(regel: str, titel: str) -> None:
    assert onderwerpen([*KOP, regel, "en nog een regel tekst. ", ""]) == [Vondst("P1(1)", titel, 7, 7)]


def test_een_genummerde_actie_is_geen_onderwerp() -> None:
    regels = [
        *[
            *KOP,
            "(1) Visie ",
            "",
            "(2) Kennisnet ",
            "",
            "Twee acties: ",
            "(1) Plan van aanpak. ",
            "",
            "(2) Vaststellen. ",
        ],
        *["", "(3) Opleiding ", ""],
    ]
    assert _wat(onderwerpen(regels)) == ["P1(1)", "P1(2)", "P1(3)"]
    assert [(v.wat, v.regel_van) for v in acties(regels)] == [("P1(2).1", 12), ("P1(2).2", 14)]


def test_een_nummer_dat_in_letters_is_verdeeld_is_zelf_geen_actie() -> None:
    regels = [
        *[*KOP, "(1) Visie ", "", "Tekst: ", "(1) Plan, met twee delen: ", "(A) Vaststelling. ", "(B) Gebruik. "],
        *["(2) Formaliseren. ", ""],
    ]
    assert [(v.wat, v.regel_van) for v in acties(regels)] == [("P1(1).1A", 11), ("P1(1).1B", 12), ("P1(1).2", 13)]


def test_alleen_de_letter_die_aan_de_beurt_is_begint_een_actie() -> None:
    regels = [
        *[*KOP, "(1) Visie ", "", "(A) Eerste, zie ook (B) hieronder. ", "(B) 1. Aandacht. √ ", "2. Focus. "],
        *["(C) Slot (gerelateerd aan (A)). ", "", "De planning van (D) is: Q1. ", "(B) 2. Volgt. ", "(C) Klaar. ", ""],
        *["(2) Kennisnet ", "", "(A) Opnieuw bij A. ", " (B) Op een nieuwe pagina. "],
    ]
    assert _wat(acties(regels)) == ["P1(1)A", "P1(1)B1", "P1(1)B2", "P1(1)C", "P1(2)A", "P1(2)B"]
    assert acties(regels)[1] == Vondst("P1(1)B1", "Aandacht. √", 10, 10)


def test_merktekens_tellen_alleen_in_de_tabel() -> None:
    regels = [
        "√ Afgerond ",
        *KOP,
        "Gereed. √ ",
        "Klaar in Q1 van 2024.  Dec ",
        "2023 ",
        "Juni ",
        "",
        "2023",
        "Risico: te laat ",
    ]
    assert merktekens(regels) == [
        Vondst("√", "Gereed. √", 8, 8),
        Vondst("december 2023", "Dec 2023", 9, 10),
        Vondst("juni 2023", "Juni 2023", 11, 13),
        Vondst("Risico:", "Risico: te laat", 14, 14),
    ]
    assert _wat(perioden(regels)) == ["2024-Q1"]


@pytest.mark.parametrize(
    ("tekst", "tijden"),
    [
        ("In Q1 van 2024, Q 2 van 2024, Q3 in 2024 en Q4 2023.", ["2024-Q1", "2024-Q2", "2024-Q3", "2023-Q4"]),
        ("begin Q1 van 2024, eind Q2 van 2024", ["2024-Q1", "2024-Q2"]),
        ("Q3/Q4 2024, Q3 en Q4 van 2023", ["2024-Q3/2024-Q4", "2023-Q3/2023-Q4"]),
        ("eerste kwartaal 2024, eerste helft 2024 en tweede helft 2024", ["2024-Q1", "2024-H1", "2024-H2"]),
        ("Eind 2024, voor einde 2023, eind september 2024", ["2024-Q4", "2023-Q4", "2024-09"]),
        ("op 22 juni 2023 (per 1/1/2024)", ["2023-06-22", "2024-01-01"]),
        ("in januari 2024 en mei 2023", ["2024-01", "2023-05"]),
        ("in 2023 en 2024, sinds 2019, in 2024, voor 2024-2028", ["2023/2024", "2019", "2024", "2024/2028"]),
        ("Planning doorlopend, na doorlopen stappen", ["doorlopend"]),
        ("mei jl. | 2023D10566 en KST 28089-268", ["????-05"]),
        ("respectievelijk 21 november 2023 en 6 december \n2023.", ["2023-11-21", "2023-12-06"]),
        ("de laatste van 2023 (beoogde datum 20 december) wordt", ["2023", "2023-12-20"]),
        ("stuurgroep van 9 juni besproken. Niet in 2023.", ["????-06-09", "2023"]),
        ("na Q4 van 2023 of Q1 van 2024, op 9 juni", ["2023-Q4", "2024-Q1", "????-06-09"]),
    ],
)
def test_een_tijd_wordt_op_een_manier_geschreven(tekst: str, tijden: list[str]) -> None:
    assert _tijden(tekst) == tijden


def test_een_tijd_mag_over_een_regeleinde_lopen_maar_niet_over_een_lege_regel() -> None:
    assert perioden(["stond op Q1 in ", "2024, en"]) == [Vondst("2024-Q1", "Q1 in 2024", 1, 2)]
    assert _tijden("op 6 december \n\n2023 was") == ["????-12-06", "2023"]
