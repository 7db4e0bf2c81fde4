"""Coverage-guided fuzzing of the readers, with Atheris: bytes that no page has, to find what makes reading fail.

`make fuzz TARGET=html MINUTES=20` runs one target of `tests.fuzz.targets`. What it finds is kept in
`tests/parsers/test_hostile_input.py` in a few characters.
"""
