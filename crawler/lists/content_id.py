"""Lists of the CMS whose articles are `content_<number>` without an extension (本溪 and its districts).

See docs/sites/content_id.md.
"""

import re

from crawler.lists.anchors import read_anchors, with_lists_of_years
from crawler.lists.asking import Ask, ListPage

# /zwgk/zfxxgknb/content_559840, and in the publicity module /publicity/<channel>/<sub-channel>/10723
ARTICLE = re.compile(r"/content_\d+$|^/publicity/[^.]+/\d+$")


def read_content_list(html: str, url: str, ask: Ask) -> ListPage:
    """One list page: articles by their address, the next page by its link."""
    return with_lists_of_years(read_anchors(html, url, ask, ARTICLE))
