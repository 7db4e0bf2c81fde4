"""What an agency is like: how much of everything it handles in an ordinary year.

>>> Profile(applications=12).permits
0
"""

from pydantic import BaseModel, ConfigDict


class Profile(BaseModel):
    """Sizes of an agency's figures. `fees` and `procurement_amount` are yuan, everything else counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    applications: int
    remedies: int = 0
    regulations: int = 0
    normative_documents: int = 0
    permit_items: int = 0
    permits: int = 0
    other_service_items: int = 0
    other_services: int = 0
    penalty_items: int = 0
    penalties: int = 0
    coercive_measure_items: int = 0
    coercive_measures: int = 0
    fee_items: int = 0
    fees: int = 0
    procurement_projects: int = 0
    procurement_amount: int = 0
