"""How much of everything there is in the exercise world. Each number has its source, or says that it is assumed.

Shares are of the thing before them; rates are the mean number over the ten years.
"""

# Of locations.
MET_HUISLETTER = 0.12  # assumed
EXTRA_VESTIGING = 0.10  # assumed: a second company at the same place
BEKEND_BIJ_ANDERE_DIENST = 0.02  # assumed: places near a border and chains across regions
DUBBEL_BIJ_EEN_DIENST = 0.02  # assumed: one client twice in one case system

# Of companies and establishments.
KETENS = 0.02  # assumed: companies with more than one establishment
IN_KETEN = 0.15  # assumed: establishments that belong to such a company
VERHUISD = 0.03  # assumed, over ten years
OVERGENOMEN = 0.01  # assumed, over ten years

# Of establishments. EU Registry 2017: some 3,900 sites with an IED installation; the number of locations, 450,000, is assumed.
IPPC = 0.009
SEVESO = 0.0011  # Algemene Rekenkamer 2021: about 500 companies; the number of locations, 450,000, is assumed
SEVESO_HOOG = 0.55  # assumed

# Records per establishment in ten years; the first of a pair for most, the second for IPPC and Seveso.
ACTIVITEITEN = (1.45, 2.5)  # assumed
VERGUNNINGEN = (0.75, 5.0)  # assumed
VOORSCHRIFTEN_PER_VERLENING = (3.6, 14.0)  # assumed
MELDINGEN = (0.8, 2.0)  # assumed
# Omgevingsbesluit art. 13.7 and 13.21: IPPC once in one or three years, Seveso yearly or once in three years.
BEZOEKEN = (1.15, 7.0)  # the first: assumed
BEVINDING_PER_BEZOEK = 0.175  # Algemene Rekenkamer 2021: nearly 3,500 of 20,000 inspections had a violation
MEER_BEVINDINGEN = 0.9  # assumed: further findings at a visit that has one
ACTIE_PER_BEVINDING = 0.45  # assumed
MONSTER_PER_BEZOEK = (0.05, 0.25)  # assumed
METINGEN_PER_MONSTER = 3  # assumed

# Dirt that is no fault: how agencies write down the same thing. Algemene Rekenkamer 2021: over ten spellings of one
# establishment; the shares are assumed.
NAAM_ANDERS = 0.35
NAAM_TYPEFOUT = 0.02
ZONDER_KVK = 0.10
ZONDER_VESTIGINGSNUMMER = 0.15
ZONDER_BAG = 0.30
ZONDER_HUISLETTER = 0.35
OUDE_POSTCODE = 0.05
