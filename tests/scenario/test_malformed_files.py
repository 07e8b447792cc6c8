"""Files that are no TOML, no text, too large, too deep, too new, or name what is not there."""

import subprocess
import sys

import pytest

from cxsim.scenario.files import LARGEST_FILE

KNOWN = [
    ("years = 3 ", "months = 36\nyears = 3 ", "horizon.months", "36", "known here: years"),
    ('[programme]\nname', '[programme]\nfade_rat = 0.1\nname', "programme.fade_rat", "0.1",
     "did you mean fade_rate?"),
    ("cross_sell = 1.5", "upsell = 1.5", "programme.levers.upsell", "1.5",
     "known here: promoter_uplift"),
    ("customers = 9_000", "customers = 9_000\nchurn = 0.1", "groups.Small business.churn", "0.1",
     "known here: name, customers"),
    ('currency = "EUR"', 'currency = "EUR"\ncolour = "red"', "colour", "'red'",
     "known here: schema_version"),
    ("rank = 0.6", "rank = 0.6\npearson = 0.5", "correlations[1].pearson", "0.5",
     "known here: between, among, rank"),
    ("detractors = 0.3 }", "detractors = 0.3, neutrals = 0.0 }", "groups.Households.mix.neutrals",
     "0.0", "known here: promoters, passives, detractors"),
]  # fmt: skip

DUPLICATE = [
    ('name = "Small business"', 'name = "Households"', "groups.Households"),
    ('name = "Platform"', 'name = "CX team"', "investments.CX team"),
    ('name = "Price war"', 'name = "No landing"', "risk_events.No landing"),
    ('name = "Small business"', 'name = "Househol\\u0064s"', "groups.Households"),
]

BETWEEN = 'between = ["groups.Households.promoters.churn", '
SOURCE = '[sources."groups.Households.promoters.churn"]'
PATHS = [
    ("groups.households.promoters.churn", "did you mean groups.Households.promoters.churn?"),
    ("groups.Households.promoters.spend", "did you mean groups.Households.promoters."),
    ("groups.0.promoters.churn", "did you mean groups.Households.promoters.churn?"),
    ("investments.CX team.to_month", "did you mean investments.CX team."),
    ("risk_events.War.probability", "did you mean risk_events.Price war.probability?"),
    ("groups.Households.promoters.churn.low", "did you mean groups.Households.promoters.churn?"),
    ("npv", "write it like "),
    ("...", "write it like "),
]

NAMES = [
    ('name = "Platform"', 'name = "Platform 2.0"', "investments[2].name = 'Platform 2.0'"),
    ('name = "Platform"', 'name = ""', "investments[2].name = ''"),
    ('name = "Price war"', 'name = "Price.war"', "risk_events[2].name = 'Price.war'"),
]

SYNTAX = [
    ("attribution = 0.8", "attribution = 0,8"),
    ("attribution = 0.8", "attribution = 80 %"),
    ("attribution = 0.8", "attribution = .8"),
    ("attribution = 0.8", "attribution ="),
    ("customers = 9_000", "customers = 9,000"),
    ("[horizon]", "[horizon"),
    ("[programme.levers]", "[horizon]"),
    ('name = "Base"', 'name = "Base'),
    ('name = "Base"', 'name = "Base"\nname = "Base"'),
    ('name = "Base"', 'name = "a \\x b"'),
    ('name = "Base"', 'name = "a \x00 b"'),
    ("detractors = 0.3 }", "detractors = 0.3"),
]

ENCODING = [
    (lambda text: text.replace("Base", "Café").encode("latin-1"), "byte 0xe9 in line 3"),
    (lambda text: text.replace("Base", "5 €").encode("cp1252"), "byte 0x80 in line 3"),
    (lambda text: text.encode("utf-16"), "byte 0xff in line 1"),
    (lambda text: text.encode() + "€".encode()[:2], "byte 0xe2 in line"),
    (lambda text: text.encode().replace(b"Base", b"\xc0\xaf"), "byte 0xc0 in line 3"),
]

DEEP = [
    lambda text: text + "\n[extra]\nx = " + "[" * 20 + "]" * 20,
    lambda text: text + "\n[extra]\nx = " + "[" * 50_000,
    lambda text: text + "\n[" + ".".join(["a"] * 2_000) + "]\n",
    lambda text: text.replace('"Two groups', "{ a = " * 400 + '"Two', 1),
]

VERSION = [
    ("0", "0", "whole number 2", "schema_version = 2"),
    ("-1", "-1", "whole number 2", "schema_version = 2"),
    ('"1"', "'1'", "whole number 2", "schema_version = 2"),
    ("true", "true", "whole number 2", "schema_version = 2"),
    ("1.0", "1.0", "whole number 2", "schema_version = 2"),
    ("3", "3", "newer version than this program, which reads 2", "update cxsim"),
]


@pytest.mark.parametrize(("old", "new", "path", "value", "remedy"), KNOWN)
def test_unknown_key(check_fault, old, new, path, value, remedy):
    """A key the schema does not have is refused, never ignored; the known ones are named."""
    check_fault(old, new, path, value, "this key is not known", remedy)


@pytest.mark.parametrize(("old", "new", "path"), DUPLICATE)
def test_name_given_twice(refused, edited, old, new, path):
    """Two tables of one name are refused, since paths could not tell them apart."""
    lines = refused(edited(old, new))
    name = path.partition(".")[2]
    assert (
        f"{path} = '{name}': this name stands 2 times; names are unique; rename all but one"
        in lines
    )


@pytest.mark.parametrize(("old", "new", "place"), NAMES)
def test_name_that_makes_no_path(refused, edited, old, new, place):
    """A name that is empty or holds a dot is refused, because a path could not hold it."""
    (line,) = refused(edited(old, new))
    assert line.startswith(f"{place}: a name must not be empty and holds no dot")
    assert "choose another name" in line


@pytest.mark.parametrize("name", ["", "  ", "\u00a0"])
def test_case_without_a_name(refused, edited, name):
    """A case whose name is nothing but spaces is refused: no list could show it."""
    (line,) = refused(edited('name = "Base"', f'name = "{name}"'))
    assert line.endswith(": a name must not be empty; choose another name")


@pytest.mark.parametrize(("path", "remedy"), PATHS)
def test_path_to_nowhere(refused, edited, path, remedy):
    """A correlation or a source of a number that is not there is refused, a near one offered."""
    rule = f"no number of this scenario has the path {path}; {remedy}"
    (line,) = refused(edited(BETWEEN, f'between = ["{path}", '))
    assert line.startswith(f"correlations[1] = '{path}': {rule}")
    (line,) = refused(edited(SOURCE, f'[sources."{path}"]'))
    assert line.startswith(f'sources."{path}": {rule}')


@pytest.mark.parametrize("share", ["", ".promoters"])
def test_mix_in_a_correlation(refused, edited, share):
    """A mix, or a share of one, cannot be correlated, and the file is told so."""
    (line,) = refused(edited(BETWEEN, f'between = ["groups.Small business.mix{share}", '))
    path = f"groups.Small business.mix{share}"
    assert line == f"correlations[1] = '{path}': a mix cannot be correlated; remove it"


@pytest.mark.parametrize(("old", "new"), SYNTAX)
def test_no_toml(refused, edited, old, new):
    """Text that is no TOML is refused with the line at which it stops being so."""
    text = edited(old, new)
    (line,) = refused(text)
    assert line.startswith("the file")
    assert ": it is not valid TOML: " in line
    assert "20% is 0.20" in line
    told = int(line.partition("at line ")[2].partition(",")[0])
    first = next(
        n
        for n, (a, b) in enumerate(
            zip(edited(old, old).splitlines(), text.splitlines(), strict=False), 1
        )
        if a != b
    )
    assert first <= told <= first + 1 or "Cannot declare" in line


@pytest.mark.parametrize(("encode", "place"), ENCODING)
def test_no_utf8(refused, base, encode, place):
    """Bytes that are not UTF-8 are refused with the first of them and its line, not guessed."""
    (line,) = refused(encode(base))
    assert line.startswith("the file: it is not UTF-8: ")
    assert place in line
    assert "encoding UTF-8" in line


@pytest.mark.parametrize("deepen", DEEP)
def test_too_deep(refused, base, deepen):
    """Tables nested beyond any scenario are refused, at whatever depth the reader gives up."""
    (line,) = refused(deepen(base))
    assert line.startswith("the file: its tables are nested more than 16 deep; see ")


def test_too_large(refused, base):
    """A file above a megabyte is refused before it is parsed; one just below is read."""
    padding = "#" * (LARGEST_FILE + 1 - len(base.encode()))
    (line,) = refused(base + padding)
    assert "bad.toml: it is larger than 1048576 bytes; a scenario is a small text file" in line
    (line,) = refused((base + padding)[:-3] + "\nx")
    assert "not valid TOML" in line


def test_integer_too_long_to_read(refused, edited):
    """A number of 5,000 digits, which Python will not convert, is a fault of the file."""
    (line,) = refused(edited("customers = 9_000", "customers = " + "9" * 5_000))
    assert line.startswith("the file: it holds a value that cannot be read: ")
    assert line.endswith("; correct the value")


@pytest.mark.parametrize(("value", "shown", "rule", "remedy"), VERSION)
def test_version(check_fault, value, shown, rule, remedy):
    """A version of another type is refused with the one to write, a newer one with an update."""
    new = f"schema_version = {value}"
    check_fault("schema_version = 2", new, "schema_version", shown, rule, remedy)


def test_version_left_out(check_fault):
    """A file that does not say its version is refused."""
    check_fault("schema_version = 2\n", "", "schema_version", "", "it is missing", "add it")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"customers = 9,000", "is not valid TOML"),
        (b"\xff\xfe", "it is not UTF-8"),
        (b"x = " + b"[" * 100_000, "nested more than 16 deep"),
        (b"schema_version = 2", "groups: it is missing"),
    ],
)
def test_in_a_process_of_its_own(tmp_path, content, part):
    """As a program, too, a bad file ends with status 2, a message and nothing else."""
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    command = [sys.executable, "-m", "cxsim", "check", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert part in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [file]
