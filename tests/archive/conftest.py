from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.collection import Collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    made = Collection(tmp_path / "home")
    yield made
    made.database.close()
