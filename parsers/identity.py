"""Whose report it is: what the page names, resolved with what the site list says of where it stands."""

from dataclasses import replace

from parsers.agencies import Agency, AgencyBasis, Naming, SiteContext, resolve_agency
from parsers.agencies.witnesses import conflicts
from parsers.report import Remark, Report

# Remarks that this step makes; it makes them anew when it is done again with another site.
REMARKS = frozenset(
    {
        "agency_completed",
        "agency_conflict",
        "agency_elsewhere",
        "agency_from_contact",
        "agency_from_publisher",
        "agency_from_sentence",
        "agency_from_signature",
        "agency_from_site",
        "agency_from_source",
        "agency_inferred",
        "agency_place_misprint",
        "agency_place_unknown",
        "agency_short_form",
        "agency_unknown",
        "aggregate_wording",
    }
)
HOLDS_OTHERS = frozenset({"government", "functional_zone"})


def with_site(report: Report, site: SiteContext) -> Report:
    """A report as that of an agency on this site: its full name, place, level and kind, with the evidence.

    Done again with another site it gives what that site gives: nothing of the first is left. A page that is
    no report stays as it is.
    """
    naming = _naming(report)
    if naming is None:
        return report
    if naming.printed and site.agency:
        # Then whose site it is takes no part in it.
        site = replace(site, agency="")
    basis = AgencyBasis(naming, site, report.year)
    return report if report.agency_basis == basis else _told_by(basis, report)


def _told_by(basis: AgencyBasis, report: Report) -> Report:
    naming, site, year = basis
    kept = tuple(remark for remark in report.remarks if remark.kind not in REMARKS)
    if not naming.printed and not site.agency:
        unknown = Remark("agency_unknown", "neither title, publisher, signature nor contact names an agency")
        remarks = (unknown, *kept)
        return replace(report, agency=None, agency_details=None, agency_basis=basis, remarks=remarks)
    printed = naming.printed or site.agency
    agency = resolve_agency(printed, site, year, naming.witnesses)
    agency, scope_remarks = _with_scope(agency, naming)
    remarks = (
        *_source_remarks(naming, site),
        *(Remark(kind, message) for kind, message in agency.remarks),
        *scope_remarks,
        *_conflict_remarks(agency, naming, site, year),
    )
    return replace(
        report, agency=agency.name, agency_details=agency, agency_basis=basis, remarks=(*remarks, *kept)
    )


def _naming(report: Report) -> Naming | None:
    """What the page names, unless the report has been given another agency since it was read."""
    told = report.agency_details.name if report.agency_details else None
    if report.agency and report.agency != told:
        return Naming(report.agency, "decision")
    return report.naming


def _source_remarks(naming: Naming, site: SiteContext) -> tuple[Remark, ...]:
    if not naming.printed:
        note = f"the page names no agency; the site's own is {site.agency}"
        return (Remark("agency_from_site", note),)
    if naming.source in ("title", "decision"):
        return ()
    note = f"the title names no agency, the {naming.source} says {naming.printed}"
    return (Remark(f"agency_from_{naming.source}", note),)


def _with_scope(agency: Agency, naming: Naming) -> tuple[Agency, tuple[Remark, ...]]:
    """The agency with the scope that the report's own sentences claim, where its name says none."""
    if not naming.aggregate or agency.scope:
        return agency, ()
    if agency.kind in HOLDS_OTHERS or agency.name.endswith(("人民政府办公室", "人民政府办公厅")):
        return replace(agency, scope="aggregate"), ()
    note = "a sentence says that the report sums up others; a single body signs it, so it may be a copied one"
    return replace(agency, scope="own"), (Remark("aggregate_wording", note),)


def _conflict_remarks(
    agency: Agency, naming: Naming, site: SiteContext, year: int | None
) -> tuple[Remark, ...]:
    if naming.source != "title":
        return ()
    notes = dict.fromkeys(conflicts(agency, site, year, naming.witnesses))
    return tuple(Remark("agency_conflict", note) for note in notes)
