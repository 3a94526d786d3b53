"""The room as a Django application, so that its tables have migrations."""

from django.apps import AppConfig


class ProgrammaConfig(AppConfig):
    name = "stelsel.programma"
    label = "programma"
    default_auto_field = "django.db.models.BigAutoField"
