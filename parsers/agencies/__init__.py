"""Agencies: from the name that a report prints to the full official name of the body, with evidence.

`resolve` is the way from one to the other; the words it knows are in `names.toml` and `bodies.toml`, the
divisions in `areas.tsv`, spellings no rule can resolve in `aliases.toml`.
"""

from parsers.agencies.model import Agency, AgencyBasis, Naming, SiteContext, Step, Witness
from parsers.agencies.resolve import resolve_agency

__all__ = ["Agency", "AgencyBasis", "Naming", "SiteContext", "Step", "Witness", "resolve_agency"]
