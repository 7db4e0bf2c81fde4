"""The tools of the web archiving community that our files are tried with: `make warc-tools` installs them.

They live in an environment of their own: pywb is under the GPL, cdxj-indexer and wacz need a library under
the AGPL, and Gongkai depends on none of them.
"""

import shutil
from pathlib import Path

FOLDER = Path(__file__).parents[2] / ".warc-tools" / "bin"


def warc_tool(name: str) -> str | None:
    """The path of one tool, or None where it is not installed."""
    return shutil.which(name, path=str(FOLDER))


def warc_tools() -> str | None:
    """The folder of the tools, if all are there."""
    return str(FOLDER) if all(map(warc_tool, ("cdxj-indexer", "wacz", "wayback", "wb-manager"))) else None
