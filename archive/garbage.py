"""Looking for garbage less often: reading or fetching one page makes some thousands of objects."""

import gc

# So many are made between two looks at what is garbage by now.
YOUNG_OBJECTS = 10_000


def seldom_look_for_garbage() -> None:
    """What is loaded by now stays: looking through it for garbage took a sixth of a crawl's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
