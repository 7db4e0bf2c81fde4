"""The reports of the imitation web and the truth about each.

>>> from demo.reports import EXPECTED
>>> seed = next(truth for truth in EXPECTED.values() if truth.id == "nanfen/fgj/2019")
>>> seed.figures["disclosure.permits.items_change"]
(-1, 'word')
"""

from demo.catalogue.model import Agency, DemoReport, SiteFile, Trap
from demo.catalogue.nights import NIGHT_TWO
from demo.catalogue.reports import BY_ID, REPORTS, SITES, trap_url
from demo.reports.truth import ATTACHED, EXPECTED, NEVER_FETCHED, NO_REPORTS, Truth, expected, truth_of

__all__ = [
    "ATTACHED",
    "BY_ID",
    "EXPECTED",
    "NEVER_FETCHED",
    "NIGHT_TWO",
    "NO_REPORTS",
    "REPORTS",
    "SITES",
    "Agency",
    "DemoReport",
    "SiteFile",
    "Trap",
    "Truth",
    "expected",
    "trap_url",
    "truth_of",
]
