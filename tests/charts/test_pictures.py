"""What all pictures share: they draw, agree with themselves, and take names as data."""

import json
import warnings

import numpy as np
import pytest

from cxsim.charts.headline import headlines
from cxsim.charts.palette import PALETTE
from cxsim.charts.picture import escape
from cxsim.simulation import simulate
from cxsim.text.language import DASH, LANGUAGES, PSEUDO, Language
from tests.charts.cases import CASES, changed, drawn, pictures, simulated, telecom
from tests.charts.cases import TRIALS as FEW

EN = Language("en")
NASTY = ("<b>bold</b>", "[x](javascript:alert(1))", "a & b < c", "<img src=x onerror=alert(1)>")


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
@pytest.mark.parametrize("case", CASES)
def test_every_picture_draws(case, code):
    """Even where nothing happens or a figure is undefined: no error, warning or NaN."""
    result = simulated(case)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown = pictures(result, Language(code), before=simulated("telecom"))
        shown_as = {name: drawn(picture).to_json() for name, picture in shown.items()}
    for name, picture in shown.items():
        assert json.loads(shown_as[name]).keys() >= {"data", "layout"}
        words = [picture.sentence, *picture.header, *(cell for row in picture.rows for cell in row)]
        assert picture.sentence
        for word in words:
            assert not {"nan", "inf", "none", "−0"} & set(word.lower().split()), (name, word)


@pytest.mark.parametrize("case", CASES)
def test_tables_are_rectangular(case):
    """Each row of a picture's table has a cell under every head, and none is empty."""
    for name, picture in pictures(simulated(case), EN).items():
        assert all(len(row) == len(picture.header) for row in picture.rows), name
        assert all(cell for row in picture.rows for cell in row), name


@pytest.mark.parametrize("case", ["telecom", "starbucks"])
def test_every_colour_is_named(case):
    """No figure brings a colour of its own but the clear one: the theme decides."""
    allowed = {*PALETTE.values(), "rgba(0,0,0,0)"}
    for name, picture in pictures(simulated(case), EN, simulated("one year")).items():
        for colour in colours(drawn(picture).to_plotly_json()["data"]):
            assert colour in allowed, (name, colour)


def colours(value: object, key: str = "") -> list[str]:
    """Return every text under a key that names a colour."""
    if isinstance(value, dict):
        return [c for name, each in value.items() for c in colours(each, name)]
    if isinstance(value, list | tuple):
        return [c for each in value for c in colours(each, key)]
    return [value] if isinstance(value, str) and "color" in key else []


@pytest.mark.parametrize("name", NASTY)
def test_names_are_data(name):
    """A name full of markup stays a name: whole in the words, its tags disarmed in the figure."""
    lines = [{**telecom().content()["risk_events"][0], "name": name, "probability": 0.5}]
    result = simulate(changed(risk_events=lines), trials=FEW)
    picture = pictures(result, EN)["drivers"]
    assert any(row[0].startswith(name) for row in picture.rows)
    [labels] = [drawn(picture).layout.yaxis.ticktext]
    shown = next(label for label in labels if escape(name) in label)
    assert "<" not in shown.replace("<br>", "")


def test_a_long_label_breaks_into_two_lines():
    """The line break of a long label is ours, and is not disarmed with the names."""
    labels = drawn(pictures(simulated("telecom"), EN)["drivers"]).layout.yaxis.ticktext
    assert all("&lt;br" not in label for label in labels)
    names = [row[0] for row in pictures(simulated("telecom"), EN)["drivers"].rows]
    for label, name in zip(labels, names, strict=True):
        assert label.replace("<br>", "") == escape(name)


def test_escaping_is_undone_once():
    """What Plotly reads as tags and entities is written so that it shows the text itself."""
    assert escape("<b>&amp;") == "&lt;b&gt;&amp;amp;"
    assert escape("plain · text") == "plain · text"


@pytest.mark.parametrize("case", CASES)
def test_headlines_are_the_result(case):
    """The four figures are the median NPV and ROI, the payback and the chance of loss."""
    result = simulated(case)
    npv, roi, payback, chance = headlines(result, EN)
    currency = result.scenario.currency
    assert npv.value == EN.money(np.percentile(result.npv, 50), currency)
    assert npv.loss == (np.percentile(result.npv, 50) < 0)
    assert (roi.value == DASH) == bool(np.isnan(result.roi).any())
    if result.cost.all():
        assert EN.chance(np.isfinite(result.payback_months).mean()) in payback.range
    else:
        assert (payback.value, payback.range) == (DASH, "undefined: nothing is spent")
    assert chance.value == EN.chance(np.mean(result.npv < 0))
    assert all(
        "nan" not in text for h in (npv, roi, payback, chance) for text in (h.value, h.range)
    )
