import gzip
import resource
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

import archive.warc_content
from archive.warc import (
    ContentError,
    DamagedRecord,
    Exchange,
    WarcPlace,
    WarcWriter,
    decode_content,
    read_response,
)

URL = "http://www.example.test/nb/t20240119_1.html?a=1"
HTML = "<p>政府信息公开</p>".encode("gb18030")


def exchange(**changes: object) -> Exchange:
    fields: dict[str, object] = {
        "url": URL,
        "fetched_at": "2026-11-23T10:00:00Z",
        "status": 200,
        "payload": HTML,
        "response_headers": (("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
        "reason_phrase": "OK",
        "request_headers": (("User-Agent", "Gongkai"),),
    }
    return Exchange(**{**fields, **changes})  # type: ignore[arg-type]


def writer(folder: Path) -> WarcWriter:
    return WarcWriter(folder, "run-1", "Gongkai/test", "editor@example.test")


def test_what_is_written_is_read_back_byte_for_byte(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        warc.write_exchange(exchange(payload=b"first"))
        place = warc.write_exchange(exchange())
    stored = read_response(tmp_path, place.file, place.offset)
    assert stored.payload == stored.body == HTML
    assert (stored.url, stored.status, stored.content_type) == (URL, 200, "text/html")
    assert stored.fetched_at == "2026-11-23T10:00:00Z"


def test_repeated_headers_and_bytes_outside_ascii_are_kept(tmp_path: Path) -> None:
    name = "attachment; filename=年报.pdf".encode("gbk").decode("latin-1")
    headers = (("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Content-Disposition", name))
    with writer(tmp_path) as warc:
        place = warc.write_exchange(exchange(response_headers=headers))
    assert read_response(tmp_path, place.file, place.offset).headers == list(headers)
    assert "年报".encode("gbk") in gzip.decompress((tmp_path / place.file).read_bytes())


def _raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return compressor.compress(data) + compressor.flush()


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", _raw_deflate),
        ("br", brotli.compress),
    ],
)
def test_the_coding_of_the_content_is_undone_for_the_body_only(
    tmp_path: Path, coding: str, encode: type[bytes]
) -> None:
    payload = encode(HTML)
    with writer(tmp_path) as warc:
        headers = (("Content-Encoding", coding),)
        place = warc.write_exchange(exchange(payload=payload, response_headers=headers))
    stored = read_response(tmp_path, place.file, place.offset)
    assert stored.body == HTML
    assert stored.payload == payload


def test_two_codings_are_undone_in_reverse_order() -> None:
    assert decode_content(gzip.compress(zlib.compress(HTML)), ["deflate, gzip"]) == HTML


def test_plain_bytes_that_claim_to_be_gzip_are_returned_as_they_are() -> None:
    assert decode_content(HTML, ["gzip"]) == HTML


def test_a_cut_gzip_body_gives_what_there_is() -> None:
    text = b"".join(f"{number};".encode() for number in range(5000))
    assert text.startswith(decode_content(gzip.compress(text)[:4000], ["gzip"])[:100])
    assert len(decode_content(gzip.compress(text)[:4000], ["gzip"])) > 1000


def test_an_unknown_coding_is_an_error() -> None:
    with pytest.raises(ContentError, match="'snappy'"):
        decode_content(HTML, ["snappy"])


@pytest.mark.parametrize(
    ("coding", "compress"),
    [("gzip", gzip.compress), ("br", brotli.compress)],
)
def test_a_body_that_expands_beyond_measure_is_an_error(
    monkeypatch: pytest.MonkeyPatch, coding: str, compress: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(archive.warc_content, "MAX_DECODED_BYTES", 10**5)
    with pytest.raises(ContentError, match="expands"):
        decode_content(compress(bytes(10**6)), [coding])


def test_other_programs_read_the_file_and_its_digests_hold(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        chunked = (("Transfer-Encoding", "chunked"), ("Content-Type", "text/html"))
        warc.write_exchange(
            exchange(response_headers=chunked, truncated="disconnect", ip_address="127.0.0.1")
        )
    with (tmp_path / warc.file).open("rb") as stream:
        records = []
        for record in ArchiveIterator(stream, check_digests="raise"):
            records.append((record, record.content_stream().read()))
    (info, fields), (response, body), (request, _) = records
    assert [info.rec_type, response.rec_type, request.rec_type] == ["warcinfo", "response", "request"]
    assert b"software: Gongkai/test" in fields
    assert b"operator: editor@example.test" in fields
    assert body == HTML
    assert response.rec_headers.protocol == "WARC/1.1"
    assert response.rec_headers["WARC-Truncated"] == "disconnect"
    assert response.rec_headers["WARC-IP-Address"] == "127.0.0.1"
    assert response.http_headers["X-Archive-Orig-Transfer-Encoding"] == "chunked"
    assert response.http_headers["Transfer-Encoding"] is None
    assert request.rec_headers["WARC-Concurrent-To"] == response.rec_headers["WARC-Record-ID"]
    assert request.rec_headers["WARC-Target-URI"] == URL
    assert request.http_headers["Host"] == "www.example.test"


def test_the_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    warc = writer(tmp_path)
    warc.write_exchange(exchange())
    assert [path.name for path in tmp_path.iterdir()] == ["run-1.warc.gz.open"]
    warc.close()
    warc.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SHA256SUMS", "run-1.cdxj", "run-1.warc.gz"]


def test_no_file_that_is_there_is_touched(tmp_path: Path) -> None:
    with writer(tmp_path), pytest.raises(FileExistsError):
        writer(tmp_path)
    with pytest.raises(FileExistsError, match="exists already"):
        writer(tmp_path)


def test_a_write_that_fails_leaves_no_half_record(tmp_path: Path) -> None:
    warc = writer(tmp_path)
    kept = warc.write_exchange(exchange())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (warc.size + 100, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            warc.write_exchange(exchange(payload=b"lost"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    after = warc.write_exchange(exchange(payload=b"after"))
    warc.close()
    assert after.offset > kept.offset
    assert read_response(tmp_path, after.file, after.offset).body == b"after"


def _damaged(folder: Path, file: str, offset: int) -> DamagedRecord:
    with pytest.raises(DamagedRecord) as caught:
        read_response(folder, file, offset)
    assert f"{file}, offset {offset}: " in str(caught.value)
    return caught.value


def test_a_short_record_is_an_error_and_not_a_short_page(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        place = warc.write_exchange(exchange())
    path = tmp_path / place.file
    path.write_bytes(path.read_bytes()[: place.offset + place.length - 12])
    assert "ends in the middle" in _damaged(tmp_path, place.file, place.offset).reason


def test_a_record_that_claims_more_bytes_than_it_has_is_an_error(tmp_path: Path) -> None:
    record = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n"
    (tmp_path / "short.warc.gz").write_bytes(gzip.compress(record))
    assert "says 900 bytes, 20 are there" in _damaged(tmp_path, "short.warc.gz", 0).reason


def test_a_flipped_bit_is_an_error(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        place = warc.write_exchange(exchange())
    path = tmp_path / place.file
    data = bytearray(path.read_bytes())
    data[place.offset + place.length // 2] ^= 1
    path.write_bytes(data)
    _damaged(tmp_path, place.file, place.offset)


def test_a_place_that_holds_no_response_is_an_error(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        place = warc.write_exchange(exchange())
    assert "warcinfo record stands here" in _damaged(tmp_path, place.file, 0).reason
    assert "request record stands here" in _damaged(tmp_path, place.file, place.offset + place.length).reason
    _damaged(tmp_path, place.file, place.offset + 1)
    assert "no such file" in _damaged(tmp_path, "other.warc.gz", 0).reason


def test_heads_are_written_as_they_went_over_the_wire_but_for_the_transfer_coding(tmp_path: Path) -> None:
    head = (
        b"HTTP/1.0 200 Hao De\r\nSERVER:x\r\ntransfer-encoding : chunked\r\nno colon\r\nA: 1\r\n  2\r\n\r\n"
    )
    with writer(tmp_path) as warc:
        place = warc.write_exchange(
            exchange(response_head=head, request_head=b"GET /x HTTP/1.1\r\nhost:y\r\n\r\n")
        )
    stored = read_response(tmp_path, place.file, place.offset)
    assert stored.head == head.replace(b"transfer-encoding", b"X-Archive-Orig-Transfer-Encoding")
    assert stored.headers == [("SERVER", "x"), ("X-Archive-Orig-Transfer-Encoding", "chunked"), ("A", "1 2")]
    assert b"\r\n\r\nGET /x HTTP/1.1\r\nhost:y\r\n\r\n" in gzip.decompress(
        (tmp_path / place.file).read_bytes()
    )


def test_a_page_without_carriage_returns_in_its_head_is_read(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        place = warc.write_exchange(exchange(response_head=b"HTTP/1.1 200 OK\nContent-Type: text/x\n\n"))
    stored = read_response(tmp_path, place.file, place.offset)
    assert (stored.content_type, stored.payload) == ("text/x", HTML)


def _revisited(folder: Path, **changes: object) -> tuple[WarcPlace, WarcPlace]:
    """A response in one file and a revisit of it in the next."""
    with WarcWriter(folder, "run-1", "Gongkai/test", "editor@example.test") as warc:
        first = warc.write_exchange(exchange(response_headers=(("Content-Type", "text/html; charset=gbk"),)))
    original = read_response(folder, first.file, first.offset).original
    with WarcWriter(folder, "run-2", "Gongkai/test", "editor@example.test") as warc:
        later = exchange(fetched_at="2026-11-24T10:00:00Z", **changes)
        second = warc.write_exchange(later, original)
    return first, second


def test_a_revisit_gives_its_own_head_and_the_payload_kept_before(tmp_path: Path) -> None:
    first, second = _revisited(tmp_path, response_headers=(("Content-Type", "text/plain"), ("Age", "3")))
    assert second.length < first.length + 300
    stored = read_response(tmp_path, second.file, second.offset)
    assert (stored.payload, stored.body) == (HTML, HTML)
    assert (stored.revisit, stored.status, stored.content_type) == (
        "identical-payload-digest",
        200,
        "text/plain",
    )
    assert stored.fetched_at == "2026-11-24T10:00:00Z"
    assert (stored.original.file, stored.original.offset) == (first.file, first.offset)


def test_an_answer_that_nothing_was_modified_is_read_as_the_page_it_speaks_of(tmp_path: Path) -> None:
    _, second = _revisited(tmp_path, status=304, payload=b"", response_headers=(("ETag", "x"),))
    stored = read_response(tmp_path, second.file, second.offset)
    assert (stored.revisit, stored.status) == ("server-not-modified", 304)
    assert (stored.body, stored.content_type) == (HTML, "text/html; charset=gbk")


def test_other_programs_read_a_revisit_with_what_it_refers_to(tmp_path: Path) -> None:
    first, second = _revisited(tmp_path)
    with (tmp_path / second.file).open("rb") as stream:
        records = [
            record
            for record in ArchiveIterator(stream, check_digests="raise")
            if record.content_stream().read() is not None
        ]
    assert [record.rec_type for record in records] == ["warcinfo", "revisit", "request"]
    fields = records[1].rec_headers
    with (tmp_path / first.file).open("rb") as stream:
        original = [record.rec_headers for record in ArchiveIterator(stream)][1]
    assert fields["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert fields["WARC-Refers-To"] == original["WARC-Record-ID"]
    assert fields["WARC-Refers-To-Target-URI"] == URL
    assert fields["WARC-Refers-To-Date"] == original["WARC-Date"] == "2026-11-23T10:00:00Z"
    assert fields["WARC-Payload-Digest"] == original["WARC-Payload-Digest"]


def test_a_revisit_whose_payload_is_gone_or_another_is_an_error(tmp_path: Path) -> None:
    first, second = _revisited(tmp_path)
    whole = (tmp_path / first.file).read_bytes()
    (tmp_path / first.file).unlink()
    with pytest.raises(DamagedRecord, match="there is no such file"):
        read_response(tmp_path, second.file, second.offset)
    with WarcWriter(tmp_path, "run-1", "Gongkai/test", "editor@example.test") as warc:
        other = warc.write_exchange(exchange(payload=b"another"))
    moved = bytearray((tmp_path / other.file).read_bytes())
    (tmp_path / first.file).write_bytes(whole[: first.offset] + moved[other.offset :])
    assert "has not the digest" in _damaged(tmp_path, second.file, second.offset).reason


def test_a_file_that_is_still_written_can_be_read(tmp_path: Path) -> None:
    with writer(tmp_path) as warc:
        place = warc.write_exchange(exchange())
        assert read_response(tmp_path, place.file, place.offset).body == HTML
