"""The one folder all data lives under, `GONGKAI_HOME`, and the places inside it.

    gongkai.db       the working database, written by one process
    warc/            the pages as received
    publications/    finished publications, one folder each
    public           a link to the newest publication, swapped in atomically
    runs/            one JSON summary a run
    reparses/        what each `gongkai reparse` changed, figure by figure
    decisions.toml   what editors have decided about pages
    corrections.csv  what editors have corrected in reports
    hook.toml        how the operator is told of alerts

>>> Home(Path("/srv/gongkai")).database
PosixPath('/srv/gongkai/gongkai.db')
"""

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder. Nothing is created until `create` is called."""

    path: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """`GONGKAI_HOME`, or `data/` in the checkout."""
        configured = os.environ.get("GONGKAI_HOME")
        return cls(Path(configured).expanduser().resolve() if configured else CHECKOUT / "data")

    @property
    def database(self) -> Path:
        """The working database."""
        return self.path / "gongkai.db"

    @property
    def warc(self) -> Path:
        """The folder of WARC files."""
        return self.path / "warc"

    @property
    def publications(self) -> Path:
        """The folder of finished publications."""
        return self.path / "publications"

    @property
    def public(self) -> Path:
        """The link to the newest publication."""
        return self.path / "public"

    @property
    def runs(self) -> Path:
        """The folder of run summaries."""
        return self.path / "runs"

    @property
    def reparses(self) -> Path:
        """The folder of what each rebuilding changed; there is none until the first."""
        return self.path / "reparses"

    @property
    def decisions(self) -> Path:
        """The editors' decisions about pages; there is none until somebody decides."""
        return self.path / "decisions.toml"

    @property
    def hook(self) -> Path:
        """How the operator wants to be told of alerts; there is none until somebody says so."""
        return self.path / "hook.toml"

    @property
    def corrections(self) -> Path:
        """The editors' corrections of figures; there is none until somebody corrects."""
        return self.path / "corrections.csv"

    def create(self) -> None:
        """Create the folder and those inside it that are missing."""
        for folder in (self.path, self.warc, self.publications, self.runs):
            folder.mkdir(parents=True, exist_ok=True)
