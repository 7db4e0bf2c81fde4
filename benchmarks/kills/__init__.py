"""Killing `gongkai nightly` at random moments, and comparing its end with that of an undisturbed night.

python -m benchmarks.kills --kills 100 --write docs/resume.md
"""
