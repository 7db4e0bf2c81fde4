"""The option that says where site entries are read from, and reading them for a command."""

from pathlib import Path

import click

from crawler.cli import CommandError
from crawler.sites import FOLDER, Site, SiteListError, load_sites

site_folders = click.option(
    "--sites-folder",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read site entries from this folder instead of the built-in list; may be repeated.",
)


def read_sites(folders: tuple[Path, ...]) -> dict[str, Site]:
    """The entries of these folders, or of the built-in list; faults become the command's own error."""
    try:
        return load_sites(folders or (FOLDER,))
    except SiteListError as error:
        raise CommandError(str(error)) from error
