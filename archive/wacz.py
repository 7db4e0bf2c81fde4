"""WACZ 1.1.1: records, their index and a list of pages in one ZIP file that replays in a browser.

    archive/data.warc.gz   indexes/index.cdx.gz, index.idx   pages/pages.jsonl
    datapackage.json       datapackage-digest.json

https://specs.webrecorder.net/wacz/1.1.1/
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import batched_lines
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo
