"""Full-text search that finds Chinese words of any length, with SQLite's own tokenizer.

`unicode61` takes a run of Chinese characters for one word. Set apart by spaces each is a word of its own,
and a phrase of them finds 财政 as well as 政府信息公开. The index is built once, in the finished snapshot; it
must never be rebuilt by FTS5 itself, which would read the text without the spaces.

>>> search_query("行政复议 2021")
'"行 政 复 议" "2021"'
"""

import re
import sqlite3
import unicodedata

# Radicals, 々〆〇, the unified ideographs with extension A, compatibility ideographs, extensions B to H.
CHINESE_CHARACTER = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

# The double quotes around `sections` are how Datasette recognises which table is searched.
CREATE = (
    """CREATE VIRTUAL TABLE "sections_fts" USING fts5("text", content="sections", tokenize='unicode61')"""
)
FILL = "INSERT INTO sections_fts (rowid, text) SELECT id, set_apart(text) FROM sections"


def set_apart(text: str) -> str:
    """The text as it is indexed: full-width letters and digits made plain, Chinese characters set apart."""
    spaced = CHINESE_CHARACTER.sub(r" \g<0> ", unicodedata.normalize("NFKC", text))
    return " ".join(spaced.split())


def search_query(words: str) -> str:
    """What a person types, as an FTS5 query: every word a phrase, all of which must occur."""
    plain = words.replace('"', " ").split()
    return " ".join(f'"{set_apart(word)}"' for word in plain)


def build_search_index(database: sqlite3.Connection) -> None:
    """Create the index of the sections' text and fill it."""
    database.create_function("set_apart", 1, set_apart, deterministic=True)
    database.execute(CREATE)
    database.execute(FILL)
    database.execute("INSERT INTO sections_fts (sections_fts) VALUES ('optimize')")
