"""A PDF on standard input, its layout as JSON on standard output."""

import json
import sys

from .pages import layout

sys.stdout.write(json.dumps(layout(sys.stdin.buffer.read())))
