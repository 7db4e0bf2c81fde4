"""The rules that open alerts, as declared in `rules.toml`.

>>> RULES["no_reports"].verdict({"items": 0, "usual_items": 40})
True
>>> RULES["no_reports"].verdict({"items": 0, "usual_items": None}) is None
True
>>> RULES["no_reports"].message("en", {"usual_items": 40})
'no report now, 40 usually'
"""

import operator
import string
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

# What a run showed of one site; None where the measure could not be taken.
Measures = Mapping[str, float | None]
Language = Literal["zh", "en"]
Severity = Literal["alarm", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

FILE = Path(__file__).with_name("rules.toml")
COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "below": operator.lt,
}


class Clause(BaseModel):
    """One condition: a measure against a threshold in the measure's unit, and why it is what it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: str
    comparison: Literal["at_least", "at_most", "below"] = Field(alias="is")
    threshold: float
    reason: str = Field(min_length=1)

    def verdict(self, measures: Measures) -> bool | None:
        """Whether it holds; None where the measure could not be taken."""
        value = measures[self.measure]
        return None if value is None else COMPARISONS[self.comparison](value, self.threshold)


class Rule(BaseModel):
    """One rule: it holds where each clause does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: Severity
    title_zh: str
    title_en: str
    message_zh: str
    message_en: str
    advice_zh: str
    advice_en: str
    unless: tuple[str, ...] = ()
    # The site keeps us out on purpose; it is shown as such and never bypassed.
    refusal: bool = False
    when: tuple[Clause, ...] = Field(min_length=1)

    def verdict(self, measures: Measures) -> bool | None:
        """Whether it holds; None where that depends on a measure that could not be taken."""
        verdicts = [clause.verdict(measures) for clause in self.when]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    def message(self, language: Language, measures: Measures) -> str:
        """What it says of these measures."""
        template = self.message_zh if language == "zh" else self.message_en
        return template.format_map({name: _printed(value) for name, value in measures.items()})

    @property
    def named(self) -> tuple[str, ...]:
        """Every measure that its clauses and messages name, in order."""
        clauses = [clause.measure for clause in self.when]
        fields = [
            name
            for message in (self.message_zh, self.message_en)
            for _text, name, _format, _conversion in string.Formatter().parse(message)
            if name
        ]
        return tuple(dict.fromkeys([*clauses, *fields]))


def _printed(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


class Measure(BaseModel):
    """One measure of a site: its unit, and what it counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: str = Field(min_length=1)
    zh: str
    en: str


class HealthRules(BaseModel):
    """The whole file: how many runs a median is taken of, what is measured, and the rules in their order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    medians: dict[Literal["runs"], Annotated[int, Field(ge=1)]]
    measures: dict[str, Measure]
    rules: dict[str, Rule]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        """A rule names measures that there are, and is explained by rules above it alone."""
        above: set[str] = set()
        for name, rule in self.rules.items():
            if stray := set(rule.named) - set(self.measures):
                raise ValueError(f"rule {name!r}: {', '.join(sorted(stray))} is no measure")
            if stray := set(rule.unless) - above:
                raise ValueError(f"rule {name!r}: unless: {', '.join(sorted(stray))} is no rule above it")
            above.add(name)
        return self


def read_rules(path: Path) -> HealthRules:
    """The rules of a file. Raise pydantic's ValidationError, which names the field, for a faulty one."""
    return HealthRules.model_validate(tomllib.loads(path.read_text("utf-8")))


def verdicts(rules: Mapping[str, Rule], measures: Measures) -> dict[str, bool | None]:
    """The verdict of every rule; one that another explains does not hold."""
    found: dict[str, bool | None] = {}
    for name, rule in rules.items():
        explained = any(found[other] for other in rule.unless)
        found[name] = False if explained else rule.verdict(measures)
    return found


HEALTH_RULES = read_rules(FILE)
RULES: Mapping[str, Rule] = HEALTH_RULES.rules
MEDIAN_RUNS = HEALTH_RULES.medians["runs"]
