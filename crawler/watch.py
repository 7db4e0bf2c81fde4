"""After a run was read: how each of its sites does, and the alerts that opens and closes."""

from archive.health.alerts import Alert, watch_run
from archive.home import Home
from crawler.recorder import Recorder
from crawler.site_marks import marks_found


def watch(recorder: Recorder, home: Home, *, whole: bool) -> list[Alert]:
    """Enter the health of the run's sites and update their alerts; `whole` says that it came to its end."""
    return watch_run(
        recorder.database,
        recorder.run_id,
        recorder.sites,
        whole=whole,
        list_ends=recorder.list_ends,
        fingerprints=marks_found(recorder.database, home, recorder.run_id, recorder.sites.values()),
    )
