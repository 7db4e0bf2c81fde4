import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.warc import Exchange, WarcWriter, read_response, recover

EXCHANGE = Exchange("http://www.example.test/", "2026-11-23T10:00:00Z", 200, b"a page of some length" * 20)

WRITE_AND_WAIT = """
import sys, time
from pathlib import Path
from archive.warc import Exchange, WarcWriter
writer = WarcWriter(Path(sys.argv[1]), "killed", "Gongkai/test", "editor@example.test")
place = writer.write_exchange(Exchange("http://www.example.test/", "2026-11-23T10:00:00Z", 200, b"kept"))
print(place.offset, flush=True)
time.sleep(60)
"""


def leave_open(folder: Path) -> tuple[Path, list[int]]:
    """A file as a killed writer leaves it, and where its responses stand."""
    with WarcWriter(folder, "run-1", "Gongkai/test", "editor@example.test") as warc:
        offsets = [warc.write_exchange(EXCHANGE).offset for _ in range(3)]
    return (folder / warc.file).rename(folder / f"{warc.file}.open"), offsets


@pytest.mark.parametrize("torn", [1, 40, 200, 500])
def test_a_torn_tail_is_cut_off_and_everything_before_it_is_kept(tmp_path: Path, torn: int) -> None:
    path, offsets = leave_open(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[:-torn])
    (recovered,) = recover(tmp_path)
    assert not path.exists()
    assert recovered.file == "run-1.warc.gz"
    assert recovered.kept == (tmp_path / "run-1.warc.gz").stat().st_size
    assert recovered.kept + recovered.cut == len(data) - torn
    assert f"{recovered.cut} bytes of a torn record" in str(recovered)
    assert read_response(tmp_path, "run-1.warc.gz", offsets[1]).body == EXCHANGE.payload


def test_a_whole_file_is_only_renamed(tmp_path: Path) -> None:
    path, offsets = leave_open(tmp_path)
    data = path.read_bytes()
    (recovered,) = recover(tmp_path)
    assert (recovered.kept, recovered.cut) == (len(data), 0)
    assert (tmp_path / "run-1.warc.gz").read_bytes() == data
    assert read_response(tmp_path, "run-1.warc.gz", offsets[2]).body == EXCHANGE.payload


def test_rubbish_behind_the_last_record_is_cut_off(tmp_path: Path) -> None:
    path, _ = leave_open(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data + bytes(1000))
    (recovered,) = recover(tmp_path)
    assert (recovered.kept, recovered.cut) == (len(data), 1000)


def test_a_file_without_one_whole_record_is_removed(tmp_path: Path) -> None:
    (tmp_path / "run-2.warc.gz.open").write_bytes(b"\x1f\x8b\x08torn")
    (recovered,) = recover(tmp_path)
    assert recovered.kept == 0
    assert "removed" in str(recovered)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path, _ = leave_open(tmp_path)
    (tmp_path / "run-1.warc.gz").write_bytes(b"another")
    with pytest.raises(FileExistsError, match="look at both"):
        recover(tmp_path)
    assert path.exists()
    assert (tmp_path / "run-1.warc.gz").read_bytes() == b"another"


def test_a_file_is_left_to_its_living_writer_and_recovered_when_that_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE_AND_WAIT, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as living:
        assert living.stdout is not None
        offset = int(living.stdout.readline())
        assert recover(tmp_path) == []
        os.kill(living.pid, signal.SIGKILL)
        living.wait()
    assert len(recover(tmp_path)) == 1
    assert read_response(tmp_path, "killed.warc.gz", offset).body == b"kept"
