"""Reading what a run archived: bytes out of the WARC file, checked, through the parser."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive.results import Result, RunPage
from archive.warc import ContentError, DamagedRecord, StoredResponse, read_response
from parsers import SiteContext, parse
from parsers.report import Report


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page or document that is to be read, and what reading it goes by beside its bytes.

    `site` completes the agency's name; `is_report` says that an editor has decided that it is a report.
    """

    page: RunPage
    site: SiteContext
    is_report: bool = False
    has_attachments: bool = False


# What a page or document says; a Result where its bytes cannot be had.
Read = Report | Result
ReadPage = Callable[[PageToRead], Read]


def read_run_page(warc: Path, wanted: PageToRead) -> Read:
    """Read one page or document out of the WARC files in a folder."""
    try:
        response = stored_response(warc, wanted.page)
    except (DamagedRecord, OSError) as error:
        return Result("damaged", reason=f"存档损坏 · the archived record is damaged: {error}")
    except ContentError as error:
        return Result("unreadable", reason=f"内容编码无法还原 · the body cannot be decoded: {error}")
    return read_stored(wanted, response)


def stored_response(warc: Path, page: RunPage) -> StoredResponse:
    """The page as fetched; its bytes must still be those that were entered.

    Raises DamagedRecord, ContentError where they cannot be decoded, OSError.
    """
    if page.warc_file is None or page.warc_offset is None:
        raise DamagedRecord("gongkai.db", 0, f"page {page.id} has no place in a WARC file")
    response = read_response(warc, page.warc_file, page.warc_offset)
    if page.sha256 and hashlib.sha256(response.payload).hexdigest() != page.sha256:
        what = f"page {page.id}: its SHA-256 is not that of the bytes that were fetched"
        raise DamagedRecord(page.warc_file, page.warc_offset, what)
    return response


def read_stored(wanted: PageToRead, response: StoredResponse) -> Read:
    """Read a page or document whose bytes are at hand."""
    page = wanted.page
    try:
        return parse(
            response.body,
            content_type=response.content_type,
            url=page.url,
            site=wanted.site,
            list_title=page.list_title,
            is_report=wanted.is_report,
            has_attachments=wanted.has_attachments,
        )
    except Exception as error:
        logging.getLogger(__name__).exception("page %d (%s): the parser failed", page.id, page.url)
        reason = (
            f"解析程序出错，请报告 · the parser failed, please report it: {type(error).__name__}: {error}"
        )
        return Result("parser_failed", reason=reason)
