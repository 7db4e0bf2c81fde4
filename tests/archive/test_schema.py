"""The schema follows the forms: a form file is enough to get its tables and columns."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from archive.figure_tables import FIGURE_TABLES, SchemaError, figure_tables, in_order_of_print
from archive.records import Page, SiteRecord
from archive.schema import SCHEMA, TableDefinition, ViewDefinition, load_schema
from archive.views import headline_sql
from parsers.forms import FIGURES, FORMS, Form, load_form

FORM_2008 = """
form = "2008"
zh = "统计表"
en = "statistics table"
notice = "a notice of 2008"
first_fiscal_year = 2008
last_fiscal_year = 2013
sections = []

[tables.openness]
section = 2
shape = "items"
zh = "政府信息公开情况统计表"
en = "Statistics of disclosure"

[[tables.openness.blocks]]
[[tables.openness.blocks.columns]]
key = "year"
zh = "统计数"
en = "this year"
meaning = "{row}"
[[tables.openness.blocks.rows]]
key = "disclosed.website"
zh = "政府网站公开政府信息数"
en = "disclosed on the website"

[tables.remedies]
section = 4
shape = "line"
zh = "复议"
en = "remedies"
[[tables.remedies.blocks]]
[[tables.remedies.blocks.columns]]
key = "withdrawn"
zh = "撤回"
en = "withdrawn"
meaning = "{row}: {column}"
[[tables.remedies.blocks.rows]]
key = "reconsideration"
zh = "行政复议"
en = "reconsideration"
"""


@pytest.fixture
def forms(tmp_path: Path) -> dict[str, Form]:
    path = tmp_path / "2008.toml"
    path.write_text(FORM_2008, "utf-8")
    return {"2008": load_form(path), **FORMS}


def test_every_figure_has_a_place_of_its_own() -> None:
    places = {
        (table.name, *table.place(key))
        for key in FIGURES
        for table in [FIGURE_TABLES[key.split(".")[0]]]
        if table.place(key)[1] in table.columns
    }
    assert len(places) == len(FIGURES)


def test_amounts_are_real_and_in_yuan_and_counts_are_whole() -> None:
    assert SCHEMA.tables["disclosure"].columns["fees_amount"].type == "real"
    assert SCHEMA.tables["disclosure"].columns["fees_amount"].unit == "yuan"
    assert SCHEMA.tables["applications"].columns["received"].type == "integer"


def test_every_table_view_and_column_is_explained_in_both_languages() -> None:
    definitions: list[TableDefinition | ViewDefinition] = [*SCHEMA.tables.values(), *SCHEMA.views.values()]
    for definition in definitions:
        for described in (definition, *definition.columns.values()):
            assert re.search("[\u4e00-\u9fff]", described.zh) or "WARC" in described.zh
            assert re.search("[A-Za-z]", described.en)


def test_the_records_of_the_crawl_have_their_columns() -> None:
    assert [field.name for field in fields(SiteRecord)] == list(SCHEMA.tables["sites"].columns)
    assert {field.name for field in fields(Page)} < set(SCHEMA.tables["pages"].columns)


def test_a_new_form_brings_its_table_and_columns(forms: dict[str, Form]) -> None:
    schema = load_schema(figure_tables(forms))
    assert list(schema.tables["openness"].columns) == ["report_id", "disclosed_website_year"]
    assert schema.tables["openness"].columns["disclosed_website_year"].en == "disclosed on the website"
    assert "withdrawn" in schema.tables["remedies"].columns
    assert "form_openness" in schema.tables["reports"].columns


def test_a_new_form_without_applications_leaves_the_sums_of_the_others(forms: dict[str, Form]) -> None:
    assert headline_sql(forms) == headline_sql(FORMS)


def test_a_table_of_two_shapes_is_refused(forms: dict[str, Form]) -> None:
    remedies = forms["2008"].tables["remedies"].model_copy(update={"shape": "items"})
    odd = forms["2008"].model_copy(update={"tables": {"remedies": remedies}})
    with pytest.raises(SchemaError, match="remedies"):
        figure_tables({**FORMS, "2008": odd})


def test_two_figures_that_would_share_a_column_are_refused(forms: dict[str, Form]) -> None:
    openness = forms["2008"].tables["openness"]
    (block,) = openness.blocks
    rows = (*block.rows, block.rows[0].model_copy(update={"key": "disclosed_website"}))
    doubled = openness.model_copy(update={"blocks": (block.model_copy(update={"rows": rows}),)})
    odd = forms["2008"].model_copy(update={"tables": {"openness": doubled}})
    with pytest.raises(SchemaError, match=re.escape("disclosed.website.year")):
        figure_tables({"2008": odd})


def test_columns_of_two_forms_stand_in_order_of_print() -> None:
    assert in_order_of_print([["a", "b", "c"], ["a", "x", "c"]]) == ["a", "x", "b", "c"]
    assert list(FIGURE_TABLES["disclosure"].columns)[:7] == [
        "regulations_issued",
        "regulations_repealed",
        "regulations_in_force",
        "regulations_made",
        "regulations_newly_disclosed",
        "regulations_disclosed_total",
        "normative_documents_issued",
    ]
    assert list(FIGURE_TABLES["applications"].columns)[-2:] == ["handled_total", "carried_out"]
