"""How fast a crawl is beside a bare Scrapy crawl of the same pages, how flat its memory, how near its pauses.

python -m benchmarks.crawl --write docs/crawl-speed.md
"""
