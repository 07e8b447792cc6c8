"""What the system and the parser of TOML say, in the reader's language."""

import errno
import os
import tomllib

import pytest

from cxsim.text.language import Language
from cxsim.text.outside import SYSTEM, parser_reason, system_reason
from cxsim.text.phrase import say

FRENCH = Language("fr")
BROKEN = (
    *("a = 0,8", "a = .8x", "a =", "a", "[a", "[[a]", "[a]\n[a]", "a = [1", "a = {b = 1"),
    *('a = "x', "a = 1979-99-99", "a = 1\na = 2", "!"),
)


@pytest.mark.parametrize("number", SYSTEM)
def test_the_system_in_the_readers_language(number):
    """A file that cannot be had is told in English as the system does, and in French."""
    reason = system_reason(OSError(number, os.strerror(number)))
    assert FRENCH.read(reason) != str(reason)
    if number != errno.ENODEV:
        assert str(reason) == os.strerror(number)


@pytest.mark.parametrize("text", BROKEN)
def test_the_parser_in_the_readers_language(text):
    """What is no TOML is told in English as the parser does, in French with line and column."""
    with pytest.raises(tomllib.TOMLDecodeError) as told:
        tomllib.loads(text)
    reason = parser_reason(str(told.value))
    assert str(reason) == str(told.value)
    words = FRENCH.read(reason)
    assert not {"at", "line", "Expected", "Invalid", "Cannot", "Unclosed"} & set(words.split())


def test_what_is_not_known_stays():
    """A reason without a translation is told as it stands, its braces too."""
    assert FRENCH.read(system_reason(OSError(errno.EIO, "I/O {error}"))) == "I/O {error}"
    assert FRENCH.read(parser_reason("Something {new}")) == "Something {new}"


def test_a_phrase_within_a_phrase_is_read_in_turn():
    """A reason inside a sentence follows the sentence's language."""
    inner = system_reason(FileNotFoundError(errno.ENOENT, "x"))
    sentence = say("it cannot be opened: {reason}", reason=inner)
    assert "introuvable" in FRENCH.read(sentence)
    assert str(sentence) == "it cannot be opened: No such file or directory"
