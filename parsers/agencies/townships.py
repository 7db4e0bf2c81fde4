"""Townships and subdistricts: 长皋乡 is 长皋乡人民政府, 桂花坪街道 is 桂花坪街道办事处.

>>> full_township("长皋乡"), full_township("驼峰路街道办")
('长皋乡人民政府', '驼峰路街道办事处')
"""

import re
from functools import cache

from parsers.agencies.vocabulary import names
from parsers.remembered import remembered


@remembered
def full_township(name: str) -> str | None:
    """The full name of a township or subdistrict named without its place; None for what is neither."""
    words = names().township
    found = _township().fullmatch(name)
    if found is None or words.not_townships.fullmatch(found["town"] or found["street"]):
        return None
    if found["town"]:
        office = found["government"] if "办" in found["government"] else ""
        tail = "人民政府办公室" if office.startswith(("人民政府", "政府")) else office
        return found["town"] + (tail or words.government_full)
    street = found["street"]
    return (street if street.endswith("街道") else f"{street}道") + words.subdistrict_full


@cache
def _township() -> re.Pattern[str]:
    words = names().township
    towns = "|".join(words.government)
    return re.compile(
        # 区人民政府水东镇: a township is no part of the government above it.
        rf"(?:人民政府)?(?P<town>[一-鿿]{{1,9}}?(?:{towns}))(?P<government>{words.government_tail})"
        rf"|(?P<street>[一-鿿]{{1,9}}?街道|[一-鿿]{{1,9}}街(?=办))(?:{words.subdistrict_tail})"
    )
