"""Formats of others, translated into the model before they are checked: one module per outside system."""

from .eu_register import EU_REGISTER

VERTALINGEN = (EU_REGISTER,)

__all__ = ["VERTALINGEN"]
