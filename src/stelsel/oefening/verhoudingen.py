"""How much of everything there is in the exercise world. Each number has its source, or says that it is assumed.

Shares are of the thing before them; rates are the mean number over the ten years.
"""

# Of locations.
MET_HUISLETTER = 0.12  # assumed
IN_VERZAMELGEBOUW = 0.03  # assumed: one number, letters A to F
EXTRA_VESTIGING = 0.10  # assumed: a second company at the same place
BEKEND_BIJ_ANDERE_DIENST = 0.02  # assumed: places near a border and chains across regions
DUBBEL_BIJ_EEN_DIENST = 0.02  # assumed: one client twice in one case system

# Of companies and establishments.
ZUSTER = 0.30  # assumed: of second companies at a place, those that are the holding of the first
LIJKT_OP_BUUR = 0.30  # assumed: of companies in a shared building, those with a name like that of the first
ANDERE_HANDELSNAAM = 0.04  # assumed: trades under a name that the company register does not have for the company
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
GEHEEL_INGETROKKEN = 0.1  # assumed, of establishments with more than one decision
GEWIJZIGD_VOORSCHRIFT = 0.5  # assumed: the share of conditions that a change touches or adds
MELDINGEN = (0.8, 2.0)  # assumed
# Omgevingsbesluit art. 13.7 and 13.21: IPPC once in one or three years, Seveso yearly or once in three years.
BEZOEKEN = (1.15, 7.0)  # the first: assumed
BEVINDING_PER_BEZOEK = 0.175  # Algemene Rekenkamer 2021: nearly 3,500 of 20,000 inspections had a violation
MEER_BEVINDINGEN = 0.9  # assumed: further findings at a visit that has one
ACTIE_PER_BEVINDING = 0.45  # assumed
MONSTER_PER_BEZOEK = (0.05, 0.25)  # assumed
METINGEN_PER_MONSTER = 3  # assumed

# Dirt that is no fault: how agencies write down the same thing. Algemene Rekenkamer 2021: over ten spellings of one
# establishment; the shares are assumed, all of them.
NAAM_ANDERS = 0.35
NAAM_TYPEFOUT = 0.03
ZONDER_KVK = 0.10
ZONDER_VESTIGINGSNUMMER = 0.15
KVK_VAN_ZUSTER = 0.10  # of establishments whose company has a holding at the same address
ZONDER_BAG = 0.30
BAG_VAN_BUUR = 0.002
ZONDER_HUISLETTER = 0.35
LETTER_IN_TOEVOEGING = 0.10  # an agency that does not deliver that column has lost the letter
NUMMER_IN_STRAAT = 0.015
NUMMER_VERWISSELD = 0.005
STRAAT_TYPEFOUT = 0.03
OUDE_POSTCODE = 0.05
ZONDER_POSTCODE = 0.08
ZONDER_WOONPLAATS = 0.03
ZONDER_GEMEENTE = 0.04
ALLEEN_PUNT = 0.01
ZONDER_PUNT = 0.10
PUNT_ERNAAST = 0.03
# Of chains: the address of the head office where that of the establishment belongs. Only the point can tell.
ADRES_VAN_HOOFDKANTOOR = 0.01
ACTIVITEIT_OP_HOOFDKANTOOR = 0.25  # where the agency knows both places
