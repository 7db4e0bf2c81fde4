"""How fast a report page is read, beside what reading its tables costs at least and what others take.

All readers take turns on the same pages within one run; what counts are their ratios, never seconds.
"""
