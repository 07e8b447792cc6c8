"""What the system, the parser of TOML, click and Streamlit say, in the reader's language."""

from __future__ import annotations

import errno
import re

from cxsim.text.phrase import Phrase, outside, say

SYSTEM: dict[int, Phrase] = {
    errno.ENOENT: say("No such file or directory"),
    errno.EACCES: say("Permission denied"),
    errno.EPERM: say("Operation not permitted"),
    errno.EISDIR: say("Is a directory"),
    errno.ENOTDIR: say("Not a directory"),
    errno.ENAMETOOLONG: say("File name too long"),
    errno.EINVAL: say("Invalid argument"),
    errno.ENODEV: say("It is no regular file"),
    errno.ENOSPC: say("No space left on device"),
    errno.EROFS: say("Read-only file system"),
}
"""By number of an error."""

PARSER: dict[str, Phrase] = {
    str(phrase): phrase
    for phrase in (
        say("Invalid value"),
        say("Invalid statement"),
        say("Invalid date or datetime"),
        say("Invalid initial character for a key part"),
        say("Expected '=' after a key in a key/value pair"),
        say("Expected ']' at the end of a table declaration"),
        say("Expected ']]' at the end of an array declaration"),
        say("Expected newline or end of document after a statement"),
        say("Cannot overwrite a value"),
        say("Unclosed array"),
        say("Unclosed inline table"),
        say("Unterminated string"),
        say("Unescaped '\\' in a string"),
    )
}
"""By the parser's own words."""
TWICE = re.compile(r"Cannot declare (.*) twice")
PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)

STREAMLIT = (
    outside("Skip to main content"),
    outside("App pages"),
    outside("{count} more"),
    outside("Sidebar"),
    outside("Collapse sidebar"),
    outside("Expand sidebar"),
    outside("Choose an option"),
    outside("Open"),
    outside("Selected values"),
    outside("Remove {name}"),
    outside("Clear all"),
    outside("Upload"),
    outside("file upload"),
    outside("{size} per file"),
)
"""What Streamlit's own parts say, by its own words."""
CLICK = (
    outside("Usage:"),
    outside("default: {default}"),
    outside("required"),
    outside("Error: {message}"),
    outside("Try '{command} {option}' for help."),
    outside("Missing argument"),
    outside("Missing option"),
    outside("Missing parameter"),
    outside("Missing command."),
    outside("No such option {name!r}."),
    outside("No such command {name!r}."),
    outside("Invalid value: {message}"),
    outside("Invalid value for {param_hint}: {message}"),
    outside("{value!r} is not a valid {number_type}."),
    outside("{value} is not in the range {range}."),
    outside("Option {name!r} does not take a value."),
    outside("{name} {filename!r} does not exist."),
    outside("{name} {filename!r} is a file."),
    outside("{name} {filename!r} is a directory."),
    outside("{name} {filename!r} is not readable."),
    outside("{name} {filename!r} is not writable."),
    outside("Could not open file {filename!r}: {message}"),
    outside("Aborted!"),
    outside("path"),
    outside("file"),
    outside("directory"),
)
"""By click's own words."""
CLICK_HEADINGS = (outside("Options"), outside("Commands"))
"""What click writes with a colon of its own behind it."""
CLICK_COUNTED = (
    (outside("Did you mean {possibility}?"), outside("(Did you mean one of: {possibilities}?)")),
    (outside("{value!r} is not {choice}."), outside("{value!r} is not one of {choices}.")),
    (
        outside("{value!r} does not match the format {format}."),
        outside("{value!r} does not match the formats {formats}."),
    ),
    (
        outside("Got unexpected extra argument ({args})"),
        outside("Got unexpected extra arguments ({args})"),
    ),
    (
        outside("Option {name!r} requires an argument."),
        outside("Option {name!r} requires {nargs} arguments."),
    ),
)
"""Its words for one and for many."""
CLICK_TYPES = frozenset(
    (
        outside("text"),
        outside("integer"),
        outside("float"),
        outside("integer range"),
        outside("float range"),
        outside("path"),
    )
)
"""Its kinds of values, in capitals where help shows them."""


def system_reason(error: Exception) -> Phrase:
    """Return why the system refuses a file; what has no translation, in its own words."""
    known = SYSTEM.get(getattr(error, "errno", None) or 0)
    return known or _as_it_stands(getattr(error, "strerror", None) or str(error))


def parser_reason(message: str) -> Phrase:
    """Return why a text is no TOML, and where it stops being so."""
    found = PLACE.fullmatch(message)
    if found is None:
        return _parser_words(message)
    words, line, column = found.groups()
    if line is None:
        return say("{reason} (at end of document)", reason=_parser_words(words))
    return say(
        "{reason} (at line {line}, column {column})",
        reason=_parser_words(words),
        line=line,
        column=column,
    )


def _parser_words(words: str) -> Phrase:
    if twice := TWICE.fullmatch(words):
        return say("Cannot declare {key} twice", key=twice[1])
    return PARSER.get(words, _as_it_stands(words))


def _as_it_stands(words: str) -> Phrase:
    return Phrase("{words}", (("words", words),))
