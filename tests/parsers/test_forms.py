"""The form files say what the statutory forms print, and a mistake in one is named."""

from pathlib import Path

import pytest

from parsers.forms import FIGURES, FORMS, FormError, definitions, load_form

FOLDER = Path(__file__).parents[2] / "parsers" / "forms"


def test_the_forms_have_as_many_figures_as_the_official_tables() -> None:
    assert {
        name: sum(1 for t in form.tables.values() for _ in t.cells()) for name, form in FORMS.items()
    } == {
        "2014": 58,
        "2019": 198,
        "2021": 200,
    }


def test_a_figure_of_both_forms_is_one_entry_of_the_dictionary() -> None:
    figure = FIGURES["applications.refused.state_secret.total"]
    assert figure.forms == ("2019", "2021")
    assert figure.row_zh == "三、（三）不予公开 1.属于国家秘密"
    assert figure.meaning == "refused: state secret; applicant: total"


def test_a_figure_that_the_forms_word_differently_keeps_both_wordings() -> None:
    worded = [entry.column_zh for entry in definitions(FORMS) if entry.key == "disclosure.permits.decisions"]
    assert worded == ["处理决定数量", "本年处理决定数量"]


def test_an_amount_says_its_unit_and_the_one_the_form_prints() -> None:
    assert FIGURES["disclosure.fees.amount"].unit_note == "yuan (the form prints 万元)"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('unit = "yuan"', 'unit = "dollars"'), "unit: Input should be 'count' or 'yuan'"),
        (("signed = true", "sined = true"), "sined: Extra inputs are not permitted"),
        (('form = "2019"', "form = "), "not valid TOML"),
    ],
)
def test_a_mistake_in_a_form_file_is_named_with_its_place(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    path = tmp_path / "2019.toml"
    path.write_text((FOLDER / "2019.toml").read_text("utf-8").replace(*change), "utf-8")
    with pytest.raises(FormError, match=r"2019\.toml") as caught:
        load_form(path)
    assert message in str(caught.value)
