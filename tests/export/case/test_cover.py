"""The cover: names that do nothing but name, logos that are pictures and nothing else."""

import io
from datetime import date

import pytest
from PIL import Image

from cxsim.export.case import Cover, checked_logo
from cxsim.export.case.cover import KEPT, LARGEST_LOGO, LONGEST, read_logo
from cxsim.text.phrase import RefusedError

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Aster\n SA ", "Aster SA"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("a\x1b[31mb\x00\ud800", "a[31mb"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("E\u0301toile", "Étoile"),
        ("می\u200cخواهم 東京 🙂", "می\u200cخواهم 東京 🙂"),
        ("x" * 300, "x" * LONGEST),
    ],
)
def test_names_keep_what_can_be_read(typed, kept):
    """Line breaks, steering and turning characters are left out, everything else stays."""
    assert Cover(DAY, customer=typed).customer == kept
    assert Cover(DAY, author=typed).author == kept


def picture(kind: str, size=(40, 20), **more) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (20, 120, 90)).save(file, kind, **more)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_kept_as_png(kind):
    """Either kind comes out as PNG of the same size, and as the same bytes each time."""
    made = checked_logo(picture(kind))
    assert made == checked_logo(picture(kind))
    with Image.open(io.BytesIO(made)) as found:
        assert (found.format, found.size) == ("PNG", (40, 20))


def test_a_large_logo_is_made_smaller():
    """It keeps its shape."""
    with Image.open(io.BytesIO(checked_logo(picture("PNG", (3_000, 1_500))))) as found:
        assert found.size == (KEPT, KEPT // 2)


def test_what_a_camera_writes_is_left_out():
    """A place or a comment beside the picture is not passed on."""
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    content = picture("JPEG", exif=exif)
    assert b"secret place" in content
    assert b"secret place" not in checked_logo(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("GIF"),
        picture("PNG")[:60],
        bytes(LARGEST_LOGO + 1),
        picture("PNG", (6_001, 1)),
    ],
    ids=["empty", "svg", "gif", "cut off", "too large", "too wide"],
)
def test_what_is_no_logo_is_refused(content):
    """The reason names the logo and the remedy."""
    with pytest.raises(RefusedError, match=r"logo.*(PNG|enough)"):
        checked_logo(content)


def test_a_logo_that_is_not_there_is_refused(tmp_path):
    """The path and the reason are told."""
    with pytest.raises(RefusedError, match=r"none\.png"):
        read_logo(tmp_path / "none.png")
