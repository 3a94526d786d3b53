"""The database itself refuses to change an adopted edition, and to rewrite the log of changes.

A later migration that alters one of these tables calls `verwijder` before and `maak` after: SQLite makes such a table
anew, and cannot while triggers name it.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

# Table, event, and when it is refused.
_VAN = "(SELECT vastgesteld_op FROM programma_editie WHERE id = {rij}.editie_id) IS NOT NULL"
REGELS = [
    ("programma_editie", "UPDATE", "OLD.vastgesteld_op IS NOT NULL"),
    ("programma_editie", "DELETE", "OLD.vastgesteld_op IS NOT NULL"),
    ("programma_deel", "INSERT", _VAN.format(rij="NEW")),
    ("programma_deel", "UPDATE", f"{_VAN.format(rij='OLD')} OR {_VAN.format(rij='NEW')}"),
    ("programma_deel", "DELETE", _VAN.format(rij="OLD")),
    ("programma_logregel", "UPDATE", "1 = 1"),
    ("programma_logregel", "DELETE", _VAN.format(rij="OLD")),
    ("programma_erratum", "UPDATE", "1 = 1"),
    ("programma_erratum", "DELETE", "1 = 1"),
]


def maak(apps: Any, schema_editor: Any) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for tabel, gebeurtenis, wanneer in REGELS:
        naam = f"{tabel}_{gebeurtenis.lower()}_bevroren"
        if postgres:
            # PostgreSQL allows no subquery in WHEN, so the condition stands in the function.
            schema_editor.execute(
                f"CREATE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wanneer} THEN "
                f"RAISE EXCEPTION 'bevroren: % van %', TG_OP, TG_TABLE_NAME; END IF; "
                f"RETURN {'OLD' if gebeurtenis == 'DELETE' else 'NEW'}; END $$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER {naam} BEFORE {gebeurtenis} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {naam} BEFORE {gebeurtenis} ON {tabel} WHEN {wanneer} "
                f"BEGIN SELECT RAISE(ABORT, 'bevroren: {gebeurtenis} van {tabel}'); END"
            )


def verwijder(apps: Any, schema_editor: Any) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for tabel, gebeurtenis, _ in REGELS:
        naam = f"{tabel}_{gebeurtenis.lower()}_bevroren"
        schema_editor.execute(f"DROP FUNCTION {naam}() CASCADE" if postgres else f"DROP TRIGGER {naam}")


class Migration(migrations.Migration):
    dependencies = [("programma", "0001_begin")]
    operations = [migrations.RunPython(maak, verwijder)]
