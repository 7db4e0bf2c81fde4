"""Whether each site is well: what a run showed of it beside its earlier runs, and the alerts that opens.

`measures` takes the numbers, `usual` the medians of earlier runs, `rules` says what is wrong, `alerts` keeps
it over time. A source that fails is an alert; a report whose page is gone while its site answers is a row of
the view `gone_reports`.
"""
