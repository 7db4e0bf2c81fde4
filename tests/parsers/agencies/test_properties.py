"""What holds for every name: a full name resolves to itself, and nothing is lost on the way to one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.agencies import SiteContext, resolve_agency
from parsers.agencies.areas import by_code
from parsers.agencies.bodies import expand_body
from parsers.agencies.keys import name_key
from parsers.agencies.places import official_prefix, place_of
from parsers.agencies.vocabulary import bodies, names, stems_by_short

IN_FORCE = sorted(code for code, areas in by_code().items() if not areas[-1].until)
STEMS = sorted({w for stem in bodies().stems for w in stem.wordings} | set(bodies().complete))
SHORTS = sorted(stems_by_short())
codes = st.sampled_from(IN_FORCE)
full_bodies = (
    st.tuples(st.sampled_from(STEMS), st.sampled_from(["局", "委员会", "办公室"]))
    .map("".join)
    # 北京市税务局 is short for 国家税务总局北京市税务局.
    .filter(lambda body: body not in names().place.prefixed)
)
short_bodies = st.tuples(st.sampled_from(SHORTS), st.sampled_from(["局", "委", "办"])).map("".join)
chinese = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=16)


@settings(max_examples=300)
@given(codes, full_bodies)
def test_a_full_name_resolves_to_itself_on_its_site_and_on_none(code: str, body: str) -> None:
    name = official_prefix(place_of(code)) + body
    on_site = resolve_agency(name, SiteContext(code))
    assert (on_site.name, on_site.area) == (name, code)
    assert on_site.steps == ()
    alone = resolve_agency(name)
    assert alone.name == name
    assert alone.area in (code, "")


@given(codes, st.sampled_from(sorted(names().place.prefixed.items())))
def test_a_body_of_the_country_gains_its_name_by_a_step_and_is_itself_with_it(
    code: str, named: tuple[str, str]
) -> None:
    body, country = named
    place = official_prefix(place_of(code))
    for printed in (place + body, country + place + body):
        on_site = resolve_agency(printed, SiteContext(code))
        assert (on_site.name, on_site.area) == (country + place + body, code)
        assert [step.step for step in on_site.steps] == (["national"] if printed == place + body else [])


@settings(max_examples=300)
@given(codes, st.one_of(full_bodies, short_bodies))
def test_resolving_twice_is_resolving_once(code: str, body: str) -> None:
    site = SiteContext(code)
    once = resolve_agency(body, site)
    twice = resolve_agency(once.name, site)
    assert (twice.name, twice.area, twice.level, twice.kind) == (once.name, once.area, once.level, once.kind)


@settings(max_examples=300)
@given(codes, st.one_of(full_bodies, short_bodies))
def test_a_name_never_becomes_shorter_and_keeps_the_characters_of_its_body(code: str, body: str) -> None:
    full = resolve_agency(body, SiteContext(code)).name
    assert len(full) >= len(body)
    characters = iter(full)
    assert all(character in characters for character in body[:-1]), (body, full)


@given(short_bodies, st.integers(2008, 2030))
def test_a_short_body_is_expanded_to_a_complete_one_or_left_alone(body: str, year: int) -> None:
    expansion = expand_body(body, year)
    again = expand_body(expansion.full, year)
    assert again.full == expansion.full
    if expansion.rule:
        assert again.certain


@given(chinese, st.one_of(st.just(SiteContext()), codes.map(SiteContext)))
def test_no_text_breaks_the_resolver(name: str, site: SiteContext) -> None:
    agency = resolve_agency(name, site, 2020)
    assert agency.name
    assert agency.printed == name


@given(codes, full_bodies)
def test_the_key_of_a_name_is_stable(code: str, body: str) -> None:
    key = name_key(official_prefix(place_of(code)) + body)
    assert name_key(key) == key
