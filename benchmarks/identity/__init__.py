"""Whose report, of which area, level and year: how often the parser tells it right, and how often wrongly.

Agencies are invented at real places, their reports headed, announced, dated and hosted in the ways real ones
are. Who reports for which year is known because it was put there, never because it was read.

    python -m benchmarks.identity --pages 3000 --seed 1
"""
