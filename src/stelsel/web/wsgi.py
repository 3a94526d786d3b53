"""WSGI entry: `stelsel.web.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stelsel.web.settings")
application = get_wsgi_application()

# Adopted editions stay in memory as many small objects. Going over all of them for garbage every few requests took
# 80 ms each time (p95 of a pillar's page 158 ms, 84 ms with these numbers; benchmarks/programma.py).
gc.freeze()
gc.set_threshold(200_000, 50, 50)
