"""Settings of the product for tests in this process: no key and no database of a real data directory is touched."""

import os
import tempfile

os.environ["STELSEL_GEHEIM"] = "alleen voor de toetsen, niet geheim en lang genoeg om geen waarschuwing te geven"
_data = tempfile.TemporaryDirectory(prefix="stelsel-toets-")
os.environ["STELSEL_DATA"] = _data.name
# Signing in itself has tests of its own (test_aanmelden.py); elsewhere a name and a password suffice, also on servers that tests start.
os.environ.setdefault("STELSEL_TWEEDE_FACTOR", "0")

from stelsel.web.settings import *  # noqa: E402, F403

# Servers and commands that tests start are the product itself: they must find its own settings, and their own data.
for _naam in ("DJANGO_SETTINGS_MODULE", "STELSEL_GEHEIM", "STELSEL_DATA"):
    del os.environ[_naam]

# The browser of some tests keeps an event loop running in the process where others use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Slow on purpose in the product; here hundreds of accounts are made that nobody attacks.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
