"""What one year leaves to the next: waiting applications, items on the lists, documents in force."""

from dataclasses import dataclass, field

from demo.figures.profile import Profile


@dataclass(slots=True)
class Stock:
    """Carried from year to year, so that a year's opening figures are the last year's closing ones."""

    waiting: dict[str, int] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    in_force: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, profile: Profile) -> "Stock":
        """The stock at the beginning of the first year."""
        return cls(
            items={
                "permits": profile.permit_items,
                "other_services": profile.other_service_items,
                "penalties": profile.penalty_items,
                "coercive_measures": profile.coercive_measure_items,
                "fees": profile.fee_items,
            },
            in_force={
                "regulations": profile.regulations,
                "normative_documents": profile.normative_documents,
            },
        )
