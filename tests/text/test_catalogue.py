"""The catalogue of strings: complete, true to the code, and typeset as its language asks."""

import ast
import re
import string

import pytest

from cxsim.text.language import PSEUDO, Language
from tests.catalogue import (
    MARKERS,
    ROOT,
    TEMPLATE,
    TRANSLATED,
    extracted,
    po_file,
    sources,
    stored,
    text_of,
    updated,
)

REMEDY = "run `python -m tests.catalogue` and translate what it prints"
NARROW, WIDE = "\u202f", "\u00a0"
STRINGS = extracted()
IDS = sorted(str(message.id) for message in STRINGS if message.id)


def messages(code):
    """Return the (message id, translation) pairs of a language."""
    return [(str(m.id), str(m.string)) for m in stored(code) if m.id]


def places(text):
    """Return the named places of a template with their formats, in sorted order."""
    parts = string.Formatter().parse(text)
    return sorted((name, spec, conversion) for _, name, spec, conversion in parts if name)


def words(text):
    """Return a template's prose: a letter for each named place and for each bit of code."""
    return re.sub(r"\{[^}]*\}|`[^`]*`", "x", text)


@pytest.mark.parametrize("code", TRANSLATED)
def test_up_to_date(code):
    """Template and translations hold the strings of the code, all of them and no others."""
    assert sorted(id_ for id_, _ in messages(code)) == IDS, REMEDY
    assert TEMPLATE.read_text(encoding="utf-8") == text_of(STRINGS, ""), REMEDY
    assert po_file(code).read_text(encoding="utf-8") == text_of(updated(code, STRINGS), code), (
        REMEDY
    )


@pytest.mark.parametrize("code", TRANSLATED)
def test_complete(code):
    """Every string has a translation, none is a guess, none is left from the past."""
    catalogue = stored(code)
    assert [id_ for id_, text in messages(code) if not text.strip()] == []
    assert [m.id for m in catalogue if m.id and m.fuzzy] == []
    assert not catalogue.obsolete


@pytest.mark.parametrize("code", TRANSLATED)
def test_same_places(code):
    """A translation takes the same values in the same formats as the English."""
    assert [id_ for id_, text in messages(code) if places(id_) != places(text)] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_same_shape(code):
    """A translation is a sentence where the English is one, and has its code and no stray space."""
    for id_, text in messages(code):
        assert text.endswith(".") == id_.endswith("."), (id_, text)
        assert re.findall(r"`[^`]*`", text) == re.findall(r"`[^`]*`", id_), (id_, text)
        assert text == text.strip(), (id_, text)
        assert "  " not in text, (id_, text)


def test_french_apostrophes_and_quotes():
    """Apostrophes are curved; straight quotes stand only around what is written in a file."""
    for id_, text in messages("fr"):
        assert "'" not in words(text), text
        assert words(text).count('"') == words(id_).count('"'), text
        assert not set("“”") & set(text), text


@pytest.mark.parametrize(
    ("sign", "space"), [(";", NARROW), ("!", NARROW), ("?", NARROW), ("%", WIDE), (":", WIDE)]
)
def test_french_space_before(sign, space):
    """An unbreakable space stands before a high sign: narrow, but before a colon or per cent."""
    for _, text in messages("fr"):
        for before in re.findall(rf"(.)\{sign}", words(text)):
            assert before == space, text


def test_french_guillemets():
    """Guillemets come in pairs, with a space inside that does not break."""
    for _, text in messages("fr"):
        bare = words(text)
        opened, closed = bare.count("«"), bare.count("»")
        assert opened == closed == bare.count(f"«{WIDE}") == bare.count(f"{WIDE}»"), text


NEVER_ONE = {
    *("size", "days", "trials", "limit", "length", "height", "nargs", "asked"),
    *("{n} réponses", "{n} fichiers", "{n} clients", "{n} lignes", "{n} colonnes", "{n} contacts"),
    *("{count} règles", "{count} choses", "{count} étiquettes", "{count} scénarios"),
    *("{count} réponses", "{count} modifications", "{shown} premières"),
}
"""Places with the noun behind them, or whatever the noun, in which there are always several."""
NOUN = re.compile(r"\{(\w+)[^}]*\}[\u00a0 ]([a-zàâçéèêëîïôûù-]{3,}[sx])\b")
NO_NOUN = {
    *("mais", "sans", "dans", "sous", "pas", "par", "plus", "moins"),
    *("les", "des", "ses", "vous", "nous"),
}
ALIKE = {"mois", "fois", "cas"}
"""Nouns with one form for one and for many."""


def test_french_counts_agree():
    """0 and 1,8 are singular in French: no plural stands behind a place that may hold them."""
    for _, text in messages("fr"):
        for place, noun in NOUN.findall(text):
            known = {place, f"{{{place}}} {noun}"} & NEVER_ONE or place.startswith("share")
            assert known or noun in NO_NOUN | ALIKE, text


def test_translations_reach_the_reader():
    """Every translation is found under the English text at run time."""
    for code in TRANSLATED:
        language = Language(code)
        assert all(language.translate(id_) == text for id_, text in messages(code))


def test_pseudo_language_changes_every_letter():
    """Whatever comes from the catalogue can be told from what does not."""
    for id_ in IDS:
        marked = Language(PSEUDO).translate(id_)
        assert places(marked) == places(id_)
        assert not set(re.sub(r"\{[^}]*\}", "", marked)) & set(string.ascii_letters), marked


def calls():
    """Yield every call of a marker in the code, with its place."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node.func) in MARKERS:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def called(function):
    """Return the name by which a function is called."""
    return getattr(function, "attr", None) or getattr(function, "id", None)


def test_every_string_is_written_out():
    """`say` is given a literal text, else the catalogue could not find it."""
    for place, call in calls():
        if called(call.func) == "say":
            assert call.args, place
            assert isinstance(call.args[0], ast.Constant), place
            assert isinstance(call.args[0].value, str), place


def test_every_place_is_filled():
    """`say` is given a value for each named place of its text, and no other."""
    for place, call in calls():
        given = [keyword.arg for keyword in call.keywords]
        if called(call.func) == "say" and None not in given:
            assert {name for name, *_ in places(call.args[0].value)} == set(given), place


def test_say_has_no_other_name():
    """`language.say` is called, or kept under the name `say`: nothing else would be found."""
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
        known |= {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Assign) and kept(n)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "say":
                assert id(node) in known, f"{path.relative_to(ROOT)}:{node.lineno}"


def kept(assignment):
    """Return whether something is kept under the name `say`."""
    return [getattr(target, "id", None) for target in assignment.targets] == ["say"]
