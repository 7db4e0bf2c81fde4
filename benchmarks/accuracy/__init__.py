"""How many figures the parser gets right, wrong and absent, deviation by deviation.

Reports are invented, printed on the statutory forms, bent in the ways real reports are bent, and read
back. What is on the page is known because it was put there, never because it was read.

    python -m benchmarks.accuracy --reports 500 --seed 1
"""
