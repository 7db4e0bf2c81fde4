"""What stands between the spiders and the network: hosts, robots.txt, retries, redirects, the archive."""
