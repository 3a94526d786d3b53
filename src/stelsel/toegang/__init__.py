"""Between the register and every use: no ground, no data.

In: a dossier. Out: the same dossier without what may not be shown. Never: a way around it for a page.

Signing in (`gebruikers`) is for the programme and for delivering (`leverrecht`: who may deliver for which source; `tempo`: how
often), and there are no grounds yet. So of real companies only open fields are shown, to everybody alike; exercise data are
shown whole; a source gets back what it delivered itself. Grounds, purposes and the processing log are still to come.
"""

from .openbaar import Verborgen, alleen_openbaar, mag_getoond, openbare_typen

__all__ = ["Verborgen", "alleen_openbaar", "mag_getoond", "openbare_typen"]
