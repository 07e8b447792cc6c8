"""`cxsim app`: the app on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cxsim.cli.shared import load, refuse
from cxsim.text.language import Language


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("file_and_options", nargs=-1, type=click.UNPROCESSED)
@click.option("--port", type=click.IntRange(1, 65_535), default=8501, show_default=True)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.pass_obj
def app(language: Language, file_and_options: tuple[str, ...], port: int, no_browser: bool) -> None:
    """Open the app on this machine, with a scenario FILE beside the samples if one is named.

    Further OPTIONS go to `streamlit run`.
    """
    from cxsim.launch import launch

    options = tuple(word for word in file_and_options if word.startswith("-"))
    files = [word for word in file_and_options if not word.startswith("-")]
    if len(files) > 1:
        refuse(language.say("one scenario at a time: {files}", files=", ".join(files)))
    for file in files:
        load(file, language)
    named = Path(files[0]) if files else None
    sys.exit(launch(port, not no_browser, options, named, language))
