"""The `gongkai` command. Each subcommand is a module of its own, imported only when it is called."""

import importlib

import click

from crawler.exit_codes import ExitCode

COMMANDS = {
    "archive": "crawler.cli.archive:archive",
    "corrections": "crawler.cli.corrections:corrections",
    "crawl": "crawler.cli.crawl:crawl",
    "decide": "crawler.cli.decide:decide",
    "demo": "crawler.cli.demo:demo",
    "nightly": "crawler.cli.nightly:nightly",
    "pages": "crawler.cli.pages:pages",
    "parse": "crawler.cli.parse:parse",
    "publish": "crawler.cli.publish:publish",
    "reparse": "crawler.cli.reparse:reparse",
    "runs": "crawler.cli.runs:runs",
    "serve": "crawler.cli.serve:serve",
    "sites": "crawler.cli.sites:sites",
    "verify": "crawler.cli.verify:verify",
}


class LazyGroup(click.Group):
    """A group whose commands are imported on first use, so that `gongkai parse` never loads Scrapy."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


class CommandError(click.ClickException):
    """A failure the user can act on: its message says what is wrong and what to do."""

    def __init__(self, message: str, exit_code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        # click declares it for the class; which code fits is known only here.
        self.exit_code = int(exit_code)  # type: ignore[misc]


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai")
def main() -> None:
    """Gongkai: China's open-government-information annual reports as data.

    \b
    Examples:
      gongkai demo                      crawl the built-in imitation web and serve the result
      gongkai parse report.html         one JSON record for one file
      gongkai crawl benxi_nanfen        collect the reports of one site
      gongkai nightly                   collect what is due, read and publish it
      gongkai publish && gongkai serve  publish what was collected and look at it

    Data lives under GONGKAI_HOME (default: data/ in the checkout).
    Exit codes: 0 ok, 1 bug, 2 usage, 3 partial, 4 data check failed, 5 blocked, 6 archive damaged.
    """
