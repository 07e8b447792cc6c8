"""Store a library as this version of the tables has it: `python -m tests.library.store`.

`test_upgrade.py` opens it in every later version. Run this once for a new `VERSION` of the tables,
before it is released; the files of earlier versions stay as they are.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from cxsim.library import Entry, Library
from cxsim.library.tables import VERSION
from tests.generate import tiny

STORED = Path(__file__).parents[1] / "stored" / "library"


def fill(library: Library) -> None:
    """Save what has every column in use: versions, one restored, tags, one put away, a draft."""
    first = tiny({"name": "Réseau <b>", "description": "Première"})
    tags = ["conseil", "2026"]
    key = library.save(first, author="Zoé", ticket="1", tags=tags, note="début").key
    library.save(tiny({"groups.G.customers": 20.0}), author="Bob", key=key, seen=1, ticket="2")
    library.restore(key, 1, author="Ann", seen=2, ticket="3")
    away = library.save(tiny({"name": "Away", "currency": "CHF"}), author="", ticket="4")
    library.archive(away.key)
    library.keep_draft("visit", '{"case": "été"}')


def gave(library: Library, entry: Entry) -> dict[str, Any]:
    """Return what an entry and its versions say."""
    versions = [
        {
            "said": [one.number, one.author, one.note, one.restored_from, one.saved.isoformat()],
            "fingerprint": one.fingerprint,
        }
        for one in library.versions(entry.key)
    ]
    return {"entry": [entry.name, [*entry.tags], entry.archived], "versions": versions}


def main() -> None:
    """Write the file of this version, and what it gives."""
    place = STORED / f"{VERSION}.db"
    place.unlink(missing_ok=True)
    library = Library.open(place)
    fill(library)
    entries = [gave(library, entry) for entry in library.entries(archived=True)]
    known = json.loads((STORED / "gave.json").read_text("utf-8"))
    known[VERSION] = {"entries": entries, "draft": library.draft("visit")}
    library.close()
    with closing(sqlite3.connect(place)) as raw:
        raw.execute("VACUUM")
    text = json.dumps(known, indent=1, ensure_ascii=False)
    (STORED / "gave.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
