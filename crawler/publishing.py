"""Publishing at the end of a run: what went wrong is part of the run's record, not its end."""

from dataclasses import dataclass

from archive.database import DatabaseError
from archive.home import Home
from archive.publish import NothingToPublishError, PublicationError, publish
from archive.snapshot import SnapshotError
from crawler.exit_codes import ExitCode


@dataclass(frozen=True, slots=True)
class Published:
    """The stamp of a publication; or why there is none, and the exit code that says so."""

    stamp: str | None = None
    reason: str | None = None
    exit_code: ExitCode = ExitCode.OK


def publish_run(home: Home) -> Published:
    """Publish what the database holds. Whatever goes wrong, the last publication is still there."""
    try:
        return Published(publish(home).stamp)
    except NothingToPublishError:
        # A first night that brought no report has said why in its summary.
        return Published()
    except (SnapshotError, DatabaseError) as error:
        return Published(reason=f"not published: {error}", exit_code=ExitCode.DATA_CHECK_FAILED)
    except PublicationError as error:
        return Published(reason=f"not published: {error}", exit_code=ExitCode.PARTIAL)
