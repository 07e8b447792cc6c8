"""The command line in the reader's language: help, metavariables, and click's own words."""

from __future__ import annotations

import gettext
import inspect
import os
import sys
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from pkgutil import resolve_name
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeVar

import click
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from cxsim.text.language import LANGUAGES, Language
from cxsim.text.outside import CLICK, CLICK_COUNTED, CLICK_HEADINGS, CLICK_TYPES

Command = TypeVar("Command", bound=click.Command)
OPTION = "--lang"
HELP = ("-h", "--help")
DOMAIN = "cxsim-click"
UNTRANSLATED = "messages"
"""The domain that gettext starts with."""
ENGLISH: Final = Language()


class Commands(UserDict[str, Any]):
    """Commands by name, each loaded when it is asked for, its words in a language.

    Parameters
    ----------
    places : mapping of str to str
        By name, where the command is: module:attribute.
    language : Language, optional
    """

    def __init__(self, places: Mapping[str, str], language: Language = ENGLISH) -> None:
        super().__init__(places)
        self.language = language

    def __getitem__(self, name: str) -> click.Command:
        """Return the command of a name."""
        command: click.Command = resolve_name(self.data[name])
        return command if self.language == ENGLISH else told(command, self.language)


class Spoken(click.Group):
    """A group whose help and usage errors are in the language that the arguments ask for."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:
        """Run the command that the arguments name."""
        given = sys.argv[1:] if args is None else list(args)
        language = asked(given)
        if language == ENGLISH:
            return super().main(given, *rest, **named)
        with click_in(language):
            return click.Group.main(told(self, language), given, *rest, **named)


def asked(arguments: Sequence[str]) -> Language:
    """Return the language that arguments ask for, before they are parsed."""
    ahead = [*arguments[1:], ""]
    for word, after in zip(arguments, ahead, strict=True):
        name, _, value = word.partition("=")
        code = value or after
        if name == OPTION and code in LANGUAGES:
            return Language(code)
    return Language()


def told(command: Command, language: Language) -> Command:
    """Return a copy of a command, and of those below it, whose words are translated."""
    translate, copied = language.translate, copy(command)
    copied.help = translate(inspect.cleandoc(command.help)) if command.help else None
    context = click.Context(command)
    copied.params = [_parameter(each, context, translate) for each in command.params]
    # click keeps the option it adds by itself, in the language of whoever asked first
    click.help_option(*HELP, help=translate("Show this message and exit."))(copied)
    if isinstance(copied, click.Group) and isinstance(copied.commands, Commands):
        if copied.subcommand_metavar:
            copied.subcommand_metavar = translate(copied.subcommand_metavar)
        copied.commands = Commands(copied.commands.data, language)
    return copied


def _parameter(
    parameter: click.Parameter, context: click.Context, translate: Callable[[str], str]
) -> click.Parameter:
    copied = copy(parameter)
    if isinstance(copied, click.Option):
        copied.help = translate(copied.help) if copied.help else None
        if copied.type.name in CLICK_TYPES and not copied.is_flag:
            copied.type = copy(copied.type)
            copied.type.name = translate(copied.type.name)
        copied.metavar = translate(copied.metavar) if copied.metavar else None
    else:
        copied.metavar = translate(parameter.make_metavar(context))
    return copied


def words(command: click.Command) -> Iterator[str]:
    """Yield what `told` translates of a command and of those below it."""
    context = click.Context(command)
    if command.help:
        yield inspect.cleandoc(command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from filter(None, (parameter.help, parameter.metavar))
        else:
            yield parameter.make_metavar(context)
    if isinstance(command, click.Group):
        yield command.subcommand_metavar or ""
        for each in command.commands.values():
            yield from words(each)


@contextmanager
def click_in(language: Language) -> Iterator[None]:
    """Have click say its own words in a language: it asks gettext, which reads a file."""
    before = os.environ.get("LANGUAGE")
    with TemporaryDirectory(prefix="cxsim-") as folder:
        _write(language, Path(folder) / language.code / "LC_MESSAGES" / f"{DOMAIN}.mo")
        gettext.bindtextdomain(DOMAIN, folder)
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = language.code
        try:
            yield
        finally:
            gettext.textdomain(UNTRANSLATED)
            os.environ.pop("LANGUAGE")
            if before is not None:
                os.environ["LANGUAGE"] = before


def _write(language: Language, file: Path) -> None:
    catalog = Catalog(locale=language.code, charset="utf-8")
    for text in CLICK:
        catalog.add(text, language.translate(text))
    for text in CLICK_HEADINGS:
        heading = language.say("{heading}:", heading=language.translate(text))
        catalog.add(text, heading.removesuffix(":"))
    for one, many in CLICK_COUNTED:
        catalog.add((one, many), (language.translate(one), language.translate(many)))
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_mo(stream, catalog)
