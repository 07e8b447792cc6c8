"""The command line speaks French where asked to: help, usage errors, what click itself says."""

from __future__ import annotations

import ast
import gettext
import os
from pathlib import Path

import click
import pytest

from cxsim.cli import main
from cxsim.cli.spoken import asked, words
from cxsim.text.language import Language
from cxsim.text.outside import CLICK, CLICK_COUNTED, CLICK_HEADINGS, CLICK_TYPES
from tests.cli import cli

FRENCH = Language("fr")
ENGLISH = {"the", "of", "and", "is", "for", "file", "Usage:", "Error:", "default:", "FILE"}
COMMANDS = ["", *main.commands]


def said(*arguments: object, status: int = 0) -> str:
    """What a command says, on both streams, as one line with plain spaces."""
    answer = cli(*arguments, status=status)
    return " ".join((answer.stdout + answer.stderr).split())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_french(command):
    """No word of English is left in the help of a command, and every sentence of it is there."""
    assert "Show this message and exit." in said(*filter(None, [command]), "--help")
    text = said(*filter(None, ["--lang", "fr", command]), "--help")
    assert not ENGLISH & set(text.split())
    assert "Usage : " in text
    assert "Options : " in text
    assert "Afficher ce message et quitter." in text
    whole = main.commands[command] if command else main
    for sentence in whole.help.strip().split("\n\n"):
        assert " ".join(sentence.split()) not in text
    for parameter in whole.params:
        assert (getattr(parameter, "help", None) or "\0") not in text


@pytest.mark.parametrize(
    "arguments",
    [("--lang", "fr", "run", "-h"), ("run", "-h", "--lang=fr"), ("run", "--lang", "fr", "--help")],
)
def test_the_language_may_stand_anywhere(arguments):
    """Before the command, after it, after --help: it is found before anything is said."""
    assert "Simuler le scénario d’un FICHIER" in said(*arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run"], "Erreur : Il manque l’argument 'FICHIER'."),
        (["rn", "x"], "La commande 'rn' n’existe pas. Vouliez-vous dire 'run' ?"),
        (["run", "x", "--sed", "1"], "L’option '--sed' n’existe pas."),
        (
            ["run", "x", "--trials", "two"],
            "'two' n’est pas une valeur du type « entier »",
        ),
        (["run", "x", "--sampler", "y"], "'y' n’est aucune des valeurs 'sobol', 'lhs', 'random'."),
        (["run", "x", "--seed"], "L’option '--seed' demande une valeur."),
        (["run", "x", "y"], "Argument de trop (y)"),
        (["run", "x", "--errors=1"], "L’option '--errors' ne prend pas de valeur."),
        (["report", "x", "--date", "bad"], "'bad' n’a pas la forme '%Y-%m-%d'."),
        (["report", "x"], "Il manque l’option '-o' / '--output'."),
        (["baseline", "--margin", "3"], "3.0 n’est pas dans l’intervalle x<=1."),
        (["app", "x", "y"], "un seul scénario à la fois : x, y"),
    ],
)
def test_usage_errors_are_french(arguments, words):
    """What cannot be understood is refused in the reader's language."""
    text = said("--lang", "fr", *arguments, status=2)
    assert words in text
    assert not ENGLISH & set(text.split())


def test_the_next_command_is_english_again():
    """Nothing of it stays: the words of gettext and the environment are what they were."""
    before = dict(os.environ)
    said("run", "--lang", "fr", status=2)
    assert "Missing argument 'FILE'." in said("run", status=2)
    assert gettext.textdomain() == "messages"
    assert dict(os.environ) == before


def test_a_language_that_is_none_is_refused():
    """What is said then is English."""
    assert asked(["run", "--lang", "de"]) == asked(["--lang"]) == Language()
    assert "'de' is not one of 'en', 'fr'." in said("run", "x", "--lang", "de", status=2)


def test_the_language_of_the_whole_is_that_of_its_commands(tmp_path):
    """Asked for before the command it holds for what the command says; its own comes first."""
    nowhere = tmp_path / "no.toml"
    assert "introuvable" in said("--lang", "fr", "check", nowhere, status=2)
    assert "No such file" in said("--lang", "fr", "check", nowhere, "--lang", "en", status=2)


def test_the_words_are_those_of_click():
    """Each text is one that the installed click says: a newer one that says another is noticed."""
    sources = Path(click.__file__).parent.glob("*.py")
    trees = [ast.parse(path.read_text("utf-8")) for path in sources]
    known = {
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)
    }
    assert {
        *CLICK,
        *CLICK_HEADINGS,
        *(text for pair in CLICK_COUNTED for text in pair),
        *CLICK_TYPES,
    } <= known


def test_every_word_of_the_commands_is_translated():
    """Options, arguments and docstrings stand in the catalogue."""
    same = {text for text in words(main) if FRENCH.translate(text) == text}
    assert same == set()
