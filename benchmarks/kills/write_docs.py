"""The result as a part of docs/resume.md."""

import re

from benchmarks.kills.run import KillsResult

BEGIN, END = "<!-- kills: begin -->\n", "<!-- kills: end -->"


def result_text(result: KillsResult, seed: int) -> str:
    """What was killed, what was left, and what differed in the end."""
    moments = "".join(f"| {name} | {count} |\n" for name, count in sorted(result.moments.items()))
    mended = "".join(f"| {name} | {count} |\n" for name, count in sorted(result.mended.items()))
    differences = "".join(f"- {difference}\n" for difference in result.differences)
    return (
        f"{result.kills} kills over {result.nights} nights of {result.hosts} hosts, {result.pages} addresses "
        f"and {result.reports} reports (seed {seed}). An undisturbed night made {result.requests} requests.\n\n"
        f"| killed while | times |\n|---|---|\n{moments}\n"
        f"| found and mended by the next start | times |\n|---|---|\n{mended}\n"
        f"Requests beyond those of undisturbed nights: {result.asked_again}, "
        f"{result.asked_again / max(result.kills, 1):.2f} a kill.\n\n"
        f"Differences from the undisturbed night in reports, figures, sections, remarks, revisions, pages and "
        f"publication: **{len(result.differences) or 'none'}**.\n{differences}"
    )


def with_result(document: str, text: str) -> str:
    """The document with its measured part written anew."""
    pattern = re.compile(f"(?<={re.escape(BEGIN)}).*(?={re.escape(END)})", re.DOTALL)
    return pattern.sub(lambda _: f"\n{text}\n", document)
