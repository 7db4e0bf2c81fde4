"""Scrapy's settings for every crawl. Politeness is the default, and no entry or option turns it off.

What differs between crawls comes from the environment or the command line: GONGKAI_CONTACT (who answers
for the crawl) and GONGKAI_PROXIES (host suffix -> proxy).
"""

import os

BOT_NAME = "gongkai"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Who we are. USER_AGENT itself is set when a crawl starts, from the contact.
GONGKAI_CONTACT = os.environ.get("GONGKAI_CONTACT", "")
GONGKAI_PROXIES: dict[str, str] = {}
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
    # The codings that the archive's reader undoes.
    "Accept-Encoding": "gzip, deflate, br",
}

# Politeness: one request at a time for each host, with a pause. DOWNLOAD_SLOTS gets each site's own delay.
ROBOTSTXT_OBEY = True
# Over all hosts: those that wait for their host's pause count, and must not keep other hosts waiting.
CONCURRENT_REQUESTS = 200
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0  # seconds
DOWNLOAD_DELAY_JITTER = 0  # the delay is a floor: nothing may shorten it
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0  # seconds

# Limits.
DOWNLOAD_TIMEOUT = 60  # seconds; slow sites answer within 30
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # bytes; the largest annexes are archives of a few tens of megabytes
DOWNLOAD_WARNSIZE = 0  # the size of each page is recorded, a warning says nothing more
# A cut transfer is archived as it is, with the outcome `truncated`.
DOWNLOAD_FAIL_ON_DATALOSS = False
DOWNLOAD_VERIFY_CERTIFICATES = True

# Requests to one host in one run, everything counted; a large site has a few thousand reports.
GONGKAI_REQUESTS_PER_HOST = 20_000
# Suffixes of host names that may lead to addresses which are not public, for an operator's own trials.
GONGKAI_PRIVATE_HOSTS: list[str] = []

# Failures that pass.
RETRY_TIMES = 2
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504]
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # what failed is in `pages` and in the summary
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.CannotResolveHostError",
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "twisted.internet.error.ConnectError",
    "twisted.internet.error.ConnectionDone",
    "twisted.internet.error.ConnectionLost",
]

# Some servers set a cookie and send the visitor back to the same address: ordinary HTTP, answered as such.
COOKIES_ENABLED = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 30  # seconds, as in crawler.outcomes

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "crawler.middlewares.hosts.AllowedHostsMiddleware": 50,
    "crawler.middlewares.giving_up.GivingUpMiddleware": 90,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    # Behind robots.txt, which goes for what is repeated too; before the budget, where that does not count.
    "crawler.middlewares.known.KnownAddressMiddleware": 450,
    # Behind robots.txt and whatever else keeps a request back: what is not sent does not count.
    "crawler.middlewares.budget.BudgetMiddleware": 500,
    "crawler.middlewares.retries.TransientRetryMiddleware": 550,
    "crawler.middlewares.redirects.SiteMetaRefreshMiddleware": 580,
    "crawler.middlewares.redirects.SiteRedirectMiddleware": 600,
    "crawler.middlewares.proxies.ProxyMiddleware": 750,
    # Next to the network.
    "crawler.middlewares.archive.ArchiveMiddleware": 1000,
}
DOWNLOAD_HANDLERS = {
    "http": "crawler.download.CarefulDownloadHandler",
    "https": "crawler.download.CarefulDownloadHandler",
}
EXTENSIONS = {
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawler.politeness.PoliteThrottle": 0,
    # Switched off below or never asked for; importing them takes a good part of starting up.
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.memdebug.MemoryDebugger": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.logstats.LogStats": None,
}

# Off on purpose. The environment's proxies are not read. HTTPCACHE serves stale pages without asking, and a
# killed JOBDIR loses its queue; neither is ever set. Remote control and telnet run code sent to them.
HTTPPROXY_ENABLED = False
HTTPCACHE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# Hosts take turns, so that no slow host holds up the others.
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.DownloaderAwarePriorityQueue"

# Scrapy would read the source of each request's callback anew: ours are methods bound for one request.
WARN_ON_GENERATOR_RETURN_VALUE = False

# For every response Scrapy starts as many tasks as it may work on items at once. There are none: what a page
# says is read afterwards, and the spiders only send requests.
CONCURRENT_ITEMS = 1

# What Scrapy would count and put into words for every page, and nobody reads: `pages` has it all.
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
STATS_DUMP = False
LOG_FORMATTER = "crawler.log_format.QuietLogFormatter"
LOG_LEVEL = "INFO"
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
