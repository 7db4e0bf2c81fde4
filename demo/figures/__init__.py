"""The invented figures of the imitation web: plausible, consistent, and the same on every machine.

Nothing here is read from a page: pages are rendered from these figures, so they are the truth that a
parser is measured against.
"""
