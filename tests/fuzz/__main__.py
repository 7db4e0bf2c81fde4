"""The command: `python -m tests.fuzz html --minutes 20`. Exit code 77 when something was found."""

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

# Whose report it is takes longer to tell than to read it, and reads no bytes.
with atheris.instrument_imports(include=["parsers.readers", "parsers.recognise", "parsers.values"]):
    from parsers.spellings import row_spellings
    from tests.fuzz.targets import TARGETS
    from tests.parsers.sound import assert_sound

# Longer ones are slow and tell nothing new.
MAX_BYTES = 40_000
# A page of this size that takes longer, or more memory, is a find.
MAX_SECONDS, MAX_MEGABYTES = 20, 2_000
MARKUP = (
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    '<td colspan=2 rowspan="9">',
    "</td>",
    "<!--",
    "&nbsp;",
    "|",
    "||||",
)
WORDS = (
    "减1",
    "无",
    "万元",
    "0.37万元",
    "总计",
    "本年新",
    "２０１９年",
    "一、",
    "（一）",
    "25380363300630003",
)


def main() -> None:
    """Fuzz one target for some minutes; what it finds is written into the folder given."""
    options = _options()
    options.found.mkdir(parents=True, exist_ok=True)
    target = TARGETS[options.target]

    def run(data: bytes) -> None:
        report = target.read(data)
        if report is not None:
            assert_sound(report)

    with tempfile.TemporaryDirectory() as folder:
        corpus, dictionary = Path(folder, "corpus"), Path(folder, "words.dict")
        corpus.mkdir()
        for number, seed in enumerate(target.seeds()):
            (corpus / f"seed{number}").write_bytes(seed)
        dictionary.write_text("".join(map(_entry, (*MARKUP, *WORDS, *row_spellings()))), "ascii")
        limits = [f"-max_len={MAX_BYTES}", f"-timeout={MAX_SECONDS}", f"-rss_limit_mb={MAX_MEGABYTES}"]
        where = [f"-dict={dictionary}", f"-artifact_prefix={options.found}/", str(corpus)]
        atheris.Setup([sys.argv[0], f"-max_total_time={options.minutes * 60}", *limits, *where], run)
        atheris.Fuzz()


def _entry(word: str) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n'


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--minutes", type=int, default=20)
    parser.add_argument(
        "--found", type=Path, default=Path("found"), help="folder for what is found (%(default)s)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
