"""What a site entry may say. A field that is not listed here is an error, so that a typo is found at once.

>>> Site.model_validate(entry).hosts
('www.mva.gov.cn',)
"""

import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from archive.records import SiteRecord
from crawler.adapters import ADAPTERS, PLANNED_ADAPTERS
from crawler.lists.hanweb import AGENCY_CODE
from parsers.agencies import SiteContext
from parsers.agencies.areas import INVENTED_PREFIX, find_area, full_name

# Seconds between two requests to a host. Crawlers of these sites that are not blocked wait 1 to 3 seconds.
DEFAULT_DELAY_SECONDS = 2.0

# Only government hosts: copies of portals under other domains, with altered text, are common. `.test` is
# reserved for trials and never resolves.
ALLOWED_HOST = re.compile(r"(?:[a-z0-9-]+\.)*(?:gov\.cn|[a-z0-9-]+\.test)")

# Systems that give each agency's report of a year an address of its own, by a code and the year.
BY_AGENCY_AND_YEAR = frozenset({"hanweb_xxgk_annual"})
# The regulation came into force on 1 May 2008; the first reports are for that year.
FIRST_FISCAL_YEAR = 2008


def is_division(area: str) -> bool:
    """Whether a code is one of GB/T 2260, or invented for trials."""
    return area.startswith(INVENTED_PREFIX) or bool(full_name(area))


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is no http or https address")
    return value


def _host_name(value: str) -> str:
    if not ALLOWED_HOST.fullmatch(value):
        raise ValueError(f"{value!r} is no host name under .gov.cn, in lower case and without a port")
    return value


def _agency_code(value: str) -> str:
    if not re.fullmatch(AGENCY_CODE, value):
        raise ValueError(f"{value!r} is no code of an agency: letters, digits and hyphens, 3 to 40 of them")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
HostName = Annotated[str, AfterValidator(_host_name)]
AgencyCode = Annotated[str, AfterValidator(_agency_code)]
Words = Annotated[str, Field(min_length=1)]


class Site(BaseModel):
    """One government website: where its lists of annual reports are and which adapter reads them.

    `evidence` says how sure the list addresses are: seen in use, derived from an article's address, or
    unknown. `frequency` says how often `gongkai nightly` crawls it: seasonal is daily while reports appear,
    from January to April, and weekly else. `timeout_seconds` is how long one answer of a slow site may take,
    None for as long as the settings say. `agency` is the body that a report belongs to where the report
    itself names none.
    `agency_codes` and `first_year` are for systems without lists, which are asked for each agency and year.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Words
    adapter: str
    area: str = Field(pattern=r"^[1-9]\d{5}$")
    place: Words
    level: Literal["central", "province", "city", "county", "department", "township"]
    home_url: WebAddress
    lists: tuple[WebAddress, ...]
    evidence: Literal["seen", "derived", "unknown"]
    hosts: tuple[HostName, ...] = ()
    enabled: bool = Field(default=True, strict=True)
    reason: str = ""
    delay_seconds: float = Field(default=DEFAULT_DELAY_SECONDS, ge=0, le=600)
    delay_reason: str = ""
    timeout_seconds: float | None = Field(default=None, gt=0, le=600)
    frequency: Literal["seasonal", "daily", "weekly", "monthly"] = "seasonal"
    agency: str = ""
    agency_codes: tuple[AgencyCode, ...] = ()
    first_year: int | None = Field(default=None, ge=FIRST_FISCAL_YEAR, le=2100, strict=True)
    note: str = ""

    @field_validator("adapter")
    @classmethod
    def _adapter_is_known(cls, value: str) -> str:
        if value not in ADAPTERS and value not in PLANNED_ADAPTERS:
            built, planned = ", ".join(sorted(ADAPTERS)), ", ".join(sorted(PLANNED_ADAPTERS))
            raise ValueError(f"unknown adapter {value!r}; there is {built}; known, not built yet: {planned}")
        return value

    @field_validator("delay_seconds", mode="before")
    @classmethod
    def _delay_is_a_number(cls, value: object) -> object:
        if isinstance(value, bool | str):
            raise ValueError(f"{value!r} is no number of seconds")
        return value

    @model_validator(mode="before")
    @classmethod
    def _fill_in_hosts(cls, data: object) -> object:
        """An entry without `hosts` gets those of its lists, and they are held to the same rule."""
        if isinstance(data, dict) and "hosts" not in data and isinstance(data.get("lists"), list):
            return {**data, "hosts": _hosts_of([url for url in data["lists"] if isinstance(url, str)])}
        return data

    @model_validator(mode="after")
    def _area_is_a_division(self) -> Self:
        """The code must be one of GB/T 2260 and the place its name: both complete the names of agencies."""
        if self.area.startswith(INVENTED_PREFIX):
            return self
        right = full_name(self.area)
        if not is_division(self.area):
            raise ValueError(
                f"area: {self.area} is no GB/T 2260 code in force since 2008; codes invented for trials "
                f"begin with {INVENTED_PREFIX}"
            )
        if self.place != right:
            former = find_area(self.area)
            until = f" (until {former.until})" if former and former.until else ""
            raise ValueError(f"place: {self.area} is {right}{until}, not {self.place}")
        return self

    @model_validator(mode="after")
    def _entry_is_consistent(self) -> Self:
        strays = [url for url in self.lists if (urlsplit(url).hostname or "") not in self.hosts]
        if strays:
            raise ValueError(f"lists: {strays[0]} is not on one of the allowed hosts {', '.join(self.hosts)}")
        if self.enabled and not self.lists:
            raise ValueError("lists: an enabled site names the address of a list")
        if not self.enabled and not self.reason:
            raise ValueError("reason: a disabled site says why")
        if self.enabled and self.adapter in PLANNED_ADAPTERS:
            raise ValueError(
                f"enabled: adapter {self.adapter!r} is not built yet, so the site cannot be enabled"
            )
        if (self.agency_codes or self.first_year) and self.adapter not in BY_AGENCY_AND_YEAR:
            field = "agency_codes" if self.agency_codes else "first_year"
            raise ValueError(f"{field}: adapter {self.adapter!r} reads lists, and asks for no agency or year")
        if self.delay_seconds < DEFAULT_DELAY_SECONDS and not self.delay_reason:
            raise ValueError(f"delay_reason: a delay under {DEFAULT_DELAY_SECONDS:g} seconds says why")
        return self

    @property
    def context(self) -> SiteContext:
        """What completes the names of agencies on this site."""
        return SiteContext(self.area, self.place, self.agency)

    def to_record(self) -> SiteRecord:
        """The site as the archive stores it."""
        return SiteRecord(
            id=self.id,
            name=self.name,
            adapter=self.adapter,
            area=self.area,
            place=self.place,
            level=self.level,
            home_url=self.home_url,
            list_url=self.lists[0] if self.lists else "",
            enabled=self.enabled,
            agency=self.agency,
            reason="" if self.enabled else self.reason,
        )


def _hosts_of(urls: list[str]) -> tuple[str, ...]:
    hosts = dict.fromkeys(urlsplit(url).hostname for url in urls)
    return tuple(host for host in hosts if host)
