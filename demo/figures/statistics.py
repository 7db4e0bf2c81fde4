"""Figures of the 2014 statistics table: parts that add up to the totals the table numbers them under."""

from collections import Counter
from collections.abc import Mapping
from random import Random

from demo.figures.disclosure import around
from demo.figures.profile import Profile
from parsers.forms import Table

# How often each part of a total comes out, out of a hundred or so.
CHANNELS: Mapping[str, int] = {"in_person": 22, "by_fax": 1, "online": 55, "by_letter": 22}
ANSWERS: Mapping[str, int] = {
    "already_public": 24,
    "granted": 38,
    "partly_granted": 6,
    "refused": 8,
    "not_this_agency": 11,
    "not_existing": 8,
    "asked_to_amend": 3,
    "other_channel": 2,
}
REFUSALS: Mapping[str, int] = {
    "state_secret": 1,
    "trade_secret": 3,
    "privacy": 6,
    "security_and_stability": 1,
    "not_government_information": 7,
    "other_law": 2,
}
RESULTS: Mapping[str, int] = {"upheld": 7, "corrected": 1, "other": 2}
# Per hundred items disclosed: where else they were published.
PUBLISHED: Mapping[str, int] = {"gazette": 2, "website": 71, "weibo": 18, "wechat": 24, "other": 9}
# One answer in eleven takes the longer term.
EXTENDED_SHARE = 11
EXPLAINED_PER_DOCUMENT = 2


def statistics(table: Table, profile: Profile, rng: Random) -> dict[str, int]:
    """One year of the table; what no profile speaks of stays small, an amount is whole thousands of yuan."""
    figures = {
        **_disclosure(profile, rng),
        **_response(profile, rng),
        **_applications(around(profile.applications, rng), rng),
        **_procedure("reconsideration", around(profile.remedies, rng), rng),
        **_procedure("litigation", around(profile.remedies // 3, rng), rng),
        **_organisation(profile, rng),
    }
    keys = [key for key, *_ in table.cells()]
    return {key: figures.get(key.removeprefix(f"{table.key}."), 0) for key in keys}


def _disclosure(profile: Profile, rng: Random) -> dict[str, int]:
    items = around(profile.normative_documents * 40 + 300, rng)
    channels = {f"channel.{key}": items * share // 100 for key, share in PUBLISHED.items()}
    made = profile.normative_documents // 5
    return {
        "disclosure.items": items,
        "disclosure.normative_documents": made,
        "disclosure.normative_documents_issued": made * 3,
        **channels,
    }


def _response(profile: Profile, rng: Random) -> dict[str, int]:
    conferences, interviews = rng.randint(0, 6), rng.randint(0, 9)
    return {
        "response.events": rng.randint(0, 12),
        "response.press_conferences": conferences,
        "response.press_conferences_head": rng.randint(0, conferences),
        "response.interviews": interviews,
        "response.interviews_head": rng.randint(0, interviews),
        "response.explanations": profile.normative_documents // 5 * EXPLAINED_PER_DOCUMENT,
        "response.social_media": rng.randint(0, 40),
        "response.other": rng.randint(0, 3),
    }


def _applications(received: int, rng: Random) -> dict[str, int]:
    answers = _shared_out(received, ANSWERS, rng)
    extended = received // EXTENDED_SHARE
    return {
        "applications.received": received,
        **_parts("applications.received_", _shared_out(received, CHANNELS, rng), CHANNELS),
        "applications.closed": received,
        "applications.closed_on_time": received - extended,
        "applications.closed_extended": extended,
        "applications.answered": received,
        **_parts("applications.", answers, ANSWERS),
        **_parts("applications.refused_", _shared_out(answers["refused"], REFUSALS, rng), REFUSALS),
    }


def _procedure(name: str, number: int, rng: Random) -> dict[str, int]:
    return {f"{name}.total": number, **_parts(f"{name}.", _shared_out(number, RESULTS, rng), RESULTS)}


def _organisation(profile: Profile, rng: Random) -> dict[str, int]:
    full_time = 1 + profile.applications // 200
    part_time = around(6 + profile.applications // 20, rng)
    return {
        "complaints": rng.randint(0, 2),
        "organisation.units": rng.randint(1, 3),
        "organisation.reading_points": rng.randint(1, 12),
        "organisation.staff": full_time + part_time,
        "organisation.staff_full_time": full_time,
        "organisation.staff_part_time": part_time,
        "organisation.budget": rng.randint(2, 90) * 1_000,
        "training.meetings": rng.randint(1, 5),
        "training.courses": rng.randint(1, 4),
        "training.participants": rng.randint(20, 400),
    }


def _shared_out(number: int, weights: Mapping[str, int], rng: Random) -> Counter[str]:
    return Counter(rng.choices(list(weights), weights=list(weights.values()), k=number))


def _parts(prefix: str, counted: Counter[str], names: Mapping[str, int]) -> dict[str, int]:
    return {f"{prefix}{name}": counted[name] for name in names}
