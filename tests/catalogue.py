"""The catalogue of strings: `python -m tests.catalogue` reads them from the code anew.

Translations are kept, strings that are gone are dropped, and what is still to be translated is
printed. The English text is the message id; `cxsim/text/locale/<code>/cxsim.po` holds a language.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from cxsim.cli import main as main_command
from cxsim.cli.spoken import words
from cxsim.text.language import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "cxsim" / "text" / "locale"
TEMPLATE = LOCALE / "cxsim.pot"
TRANSLATED = LANGUAGES[1:]
MARKERS = {"say": None, "translate": None, "outside": None}
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: cxsim\n"
"Language: {code}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def sources() -> Iterator[Path]:
    """Yield every file that may hold a string to translate."""
    yield ROOT / "app.py"
    for room in ("cxsim", "pages"):
        yield from sorted((ROOT / room).rglob("*.py"))


def extracted() -> Catalog:
    """Return the strings of the code, untranslated."""
    catalog = Catalog(charset="utf-8")
    for path in sources():
        for _line, text, _comments, context in extract_from_file("python", path, MARKERS):
            catalog.add(text, context=context)
    for text in filter(None, words(main_command)):
        catalog.add(text)
    return catalog


def po_file(code: str) -> Path:
    """Return where the translations of a language are kept."""
    return LOCALE / code / "cxsim.po"


def stored(code: str) -> Catalog:
    """Return the translations of a language as they are kept."""
    if not po_file(code).exists():
        return Catalog(charset="utf-8")
    with po_file(code).open("rb") as file:
        return read_po(file, charset="utf-8")


def updated(code: str, strings: Catalog) -> Catalog:
    """Return the translations of a language for these strings, no more and no fewer."""
    catalog = stored(code)
    catalog.update(strings, no_fuzzy_matching=True)
    return catalog


def text_of(catalog: Catalog, code: str) -> str:
    """Return a catalogue as the text of its file: sorted, without dates and places."""
    for message in catalog:
        message.flags.discard("python-format")  # a per cent sign before a space is taken for one
    file = io.BytesIO()
    write_po(
        file,
        catalog,
        width=0,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
        no_location=True,
    )
    return HEADER.format(code=code) + file.getvalue().decode("utf-8")


def untranslated(catalog: Catalog) -> list[str]:
    """Return the strings without a translation."""
    return [str(message.id) for message in catalog if message.id and not message.string]


def main() -> int:
    """Write template and translations; return 1 while a string is untranslated."""
    strings = extracted()
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_text(text_of(strings, ""), encoding="utf-8")
    missing = 0
    for code in TRANSLATED:
        catalog = updated(code, strings)
        po_file(code).parent.mkdir(exist_ok=True)
        po_file(code).write_text(text_of(catalog, code), encoding="utf-8")
        gone = [message for message in catalog.obsolete.values() if message.string]
        for message in gone:
            print(f"{code}: dropped: {message.id!r} = {message.string!r}")
        todo = untranslated(catalog)
        for text in todo:
            print(f"{code}: missing: {text!r}")
        print(f"{code}: {len(catalog)} strings, {len(todo)} missing, {len(gone)} dropped")
        missing += len(todo)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
