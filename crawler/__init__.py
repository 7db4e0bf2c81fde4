"""Fetching: sites, spiders, politeness, runs, and the `gongkai` command."""
