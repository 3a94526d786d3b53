"""Stelsel: one door in, one register, many uses, for the Dutch VTH-stelsel."""

__version__ = "0.1.0"
