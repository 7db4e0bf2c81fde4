"""What a reader types becomes a phrase of characters, and the hits are marked without trusting the text."""

from archive.site.search import match_expression, snippet


def test_a_chinese_word_becomes_a_phrase_of_its_characters() -> None:
    assert match_expression("复议") == '"复 议"'


def test_nothing_typed_finds_nothing_and_is_no_error() -> None:
    assert match_expression("  ") == '""'


def test_hits_are_marked_and_the_rest_is_escaped() -> None:
    assert snippet("行政<b>复议</b>一件", "复议") == "行政&lt;b&gt;<mark>复议</mark>&lt;/b&gt;一件"


def test_a_long_text_is_cut_round_its_first_hit() -> None:
    text = "前" * 500 + "复议" + "后" * 500
    found = snippet(text, "复议")
    assert found.startswith("…前")
    assert found.endswith("后…")
    assert "<mark>复议</mark>" in found
    assert len(found) < 350


def test_a_text_without_the_word_shows_its_beginning() -> None:
    assert snippet("一二三", "复议") == "一二三"
