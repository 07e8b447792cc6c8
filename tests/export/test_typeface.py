"""Texts are measured by the typeface that the document embeds, and cut to what fits."""

from itertools import pairwise

import pytest

from cxsim.export.telling.typeface import ELLIPSIS, FONTS, cut, largest, lines, named, width

NAME = "Clients professionnels de taille intermédiaire · détracteurs · Taux d’attrition"


def test_the_typeface_is_there_with_its_licence():
    """The fonts travel with the package, and their licence beside them."""
    names = {path.name for path in FONTS.iterdir()}
    assert names >= {"Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-LICENSE.txt"}
    assert "Open Font License" in (FONTS / "Inter-LICENSE.txt").read_text(encoding="utf-8")


def test_a_width_grows_with_size_weight_and_length():
    """Twice the size is twice as wide; bold and longer texts are wider; an m is wider than an i."""
    assert width("Margin", 20) == pytest.approx(2 * width("Margin", 10))
    assert width("Margin", 10, bold=True) > width("Margin", 10)
    assert width("mm", 10) > 2 * width("ii", 10)


def test_no_line_is_wider_than_its_room():
    """Words are broken between, and where one alone is too wide, within; nothing is lost."""
    for text in (NAME, "x" * 300, "a " * 90, "one\ntwo"):
        broken = lines(text, 120, 9)
        assert max(width(line, 9) for line in broken) <= 120
        assert "".join(broken).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_amounts_stay_on_one_line():
    """A no-break space is no place for a new line."""
    assert lines("1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}€ and more", 60, 12)[0].endswith("€")


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_text_is_cut_only_where_it_must(most):
    """What fits stays to the letter; what does not ends with an ellipsis and then fits."""
    assert cut("Short", 200, 10, most) == "Short"
    shown = cut(NAME * 3, 200, 10, most)
    assert shown.endswith(ELLIPSIS)
    assert len(lines(shown, 200, 10)) == most


def test_of_a_path_the_group_is_cut_and_the_field_kept():
    """The end of a name says what the number is, so the group's own name is shortened."""
    shown = named(NAME, 110, 8, 2)
    assert shown.endswith("· détracteurs · Taux d’attrition")
    assert ELLIPSIS in shown
    assert len(lines(shown, 110, 8)) <= 2
    assert named("Attrition", 110, 8, 2) == "Attrition"
    assert len(lines(named("g · " + "f" * 99, 50, 8, 2), 50, 8)) <= 2


def test_the_largest_size_that_fits_is_taken():
    """Longer texts get smaller letters, down to the least of the sizes."""
    sizes = (26, 22, 18)
    taken = [largest("word " * count, 400, 2, sizes, bold=True) for count in (1, 12, 14, 99)]
    assert taken[0] == 26
    assert taken[-1] == 18
    assert all(first >= second for first, second in pairwise(taken))
