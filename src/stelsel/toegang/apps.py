"""The room as a Django application, so that its tables have migrations."""

from django.apps import AppConfig


class ToegangConfig(AppConfig):
    name = "stelsel.toegang"
    label = "toegang"
    default_auto_field = "django.db.models.BigAutoField"
