"""Sites for the tests: real places by their code, and an invented city and county."""

from parsers.agencies import SiteContext

NANFEN = SiteContext("210505")
BENXI = SiteContext("210500")
LIAONING = SiteContext("210000")
BEIPIAO = SiteContext("211381")
CENTRE = SiteContext("100000")
YUNZHOU = SiteContext("880100", "云州市")
SHILAN = SiteContext("880124", "云州市石澜县")
NO_SITE = SiteContext()
