"""DOC, WPS, RTF and the like to `Document`, by way of LibreOffice, which turns them into DOCX.

LibreOffice is a program of its own that may or may not be installed. Each conversion runs with a user profile
of its own: with a shared one a second conversion does nothing and says nothing.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from parsers.document import Document
from parsers.readers.docx import read_docx
from parsers.readers.failure import UnreadableError

PROGRAMS = ("soffice", "libreoffice")
INSTALL = "install LibreOffice Writer (Debian: apt install libreoffice-writer-nogui) and read it again"
# A conversion takes a second, the first on a machine up to ten.
MAX_SECONDS = 60.0


def office_program() -> str | None:
    """The path of an installed LibreOffice, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def read_office(data: bytes, what: str, suffix: str, seconds: float = MAX_SECONDS) -> Document:
    """Read a file that LibreOffice can open; `what` names it in the reason where it cannot be read."""
    program = office_program()
    if program is None:
        raise UnreadableError(f"{what}, which LibreOffice can read, but it is not installed here: {INSTALL}")
    with tempfile.TemporaryDirectory(prefix="gongkai-office-") as name:
        folder = Path(name)
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        _convert(program, folder, source, what, seconds)
        try:
            converted = (folder / "out" / "report.docx").read_bytes()
        except FileNotFoundError as error:
            raise UnreadableError(
                f"{what}, but it is encrypted or damaged: LibreOffice could not open it"
            ) from error
    return replace(read_docx(converted), reader="office")


def _convert(program: str, folder: Path, source: Path, what: str, seconds: float) -> None:
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    # A session of its own: soffice is a script that starts the program proper, and both must end together.
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(folder),
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            raise UnreadableError(f"{what}, but converting it took more than {seconds:g} seconds") from error


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the caller's home is read or written."""
    return {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
