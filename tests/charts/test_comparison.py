"""The pictures and tables of a comparison show the figures they were given."""

import warnings

import numpy as np
import pytest

from cxsim.charts.cash_beside import cash_beside
from cxsim.charts.comparison import apart, behind_verdict, cautions, duel, spreads, verdict
from cxsim.charts.comparison_tables import (
    chances_table,
    differences_table,
    differing_table,
    dominance_table,
    figures_table,
)
from cxsim.comparison import Comparison
from cxsim.comparison.differences import differences
from cxsim.comparison.differing import differing
from cxsim.comparison.figures import figures
from cxsim.comparison.pilot_first import with_pilot
from cxsim.results import RESULTS
from cxsim.simulation import simulate
from cxsim.text.comparing import ahead_in, futures
from cxsim.text.language import DASH, LANGUAGES, PSEUDO, Language
from tests.charts.cases import CASES, drawn, simulated

EN = Language("en")
NASTY = "<b>[x](javascript:alert(1)) & =cmd"


def of(*cases: str, names: tuple[str, ...] = ()) -> Comparison:
    return Comparison(tuple(simulated(case) for case in cases), names or cases)


def pictures(comparison, language=EN):
    """Every picture of a comparison."""
    return [
        spreads(comparison, "npv", language),
        spreads(comparison, "roi", language),
        apart(comparison, 1, language),
        cash_beside(comparison, 1, language),
    ]


def tables(comparison, language=EN):
    """Every table of a comparison."""
    found = figures(comparison)
    return [
        *(figures_table(comparison, name, found[name], language) for name in RESULTS),
        differences_table(differences(comparison, 1), comparison.currency, language),
        chances_table(comparison, language),
        dominance_table(comparison, language),
        differing_table(comparison, differing(comparison), language),
    ]


@pytest.mark.parametrize("case", [case for case in CASES if case != "starbucks"])
def test_every_picture_and_table_is_made(case):
    """Also of cases without effect, cost, customers or doubt: no error, warning, NaN or None."""
    comparison = of("telecom", case, names=("A", "B"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for picture in pictures(comparison):
            drawn(picture)
            drawn(picture).to_json()
            assert picture.sentence
            assert all(len(row) == len(picture.header) for row in picture.rows)
        for each in (*pictures(comparison), *tables(comparison)):
            cells = {cell for row in each.rows for cell in row}
            assert not cells & {"nan", "None", ""}


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
def test_the_verdict_and_the_tables_are_in_the_readers_language(code):
    """Only names and figures are common to the languages."""
    comparison = of("telecom", "one year", names=("Aaa", "Bbb"))
    ours, theirs = (verdict(comparison, Language(each)) for each in (code, "en"))
    assert (ours == theirs) is (code == "en")
    assert "Aaa" in ours
    for table, english in zip(tables(comparison, Language(code)), tables(comparison), strict=True):
        assert (table.header[0] == english.header[0]) is (code == "en")


def test_the_verdict_counts_futures():
    """It says in how many futures one is worth more; below stands the median difference."""
    comparison = of("telecom", "one year", names=("A", "B"))
    apart_by = comparison.results[1].npv - comparison.results[0].npv
    sentence = verdict(comparison, EN)
    assert f"{round(100 * np.mean(apart_by > 0))} of 100 futures “B” is worth more" in sentence
    assert EN.money(np.median(apart_by), "EUR") in behind_verdict(comparison, EN)
    assert duel(comparison, 0).tied == 1.0
    assert "worth the same in every future" in verdict(of("telecom", "telecom"), EN)


def test_several_are_told_by_the_best():
    """Of three the one of the highest median, which the cards show, is held against another."""
    comparison = of("telecom", "one year", "no effect", names=("A", "B", "C"))
    medians = [float(np.median(result.npv)) for result in comparison.results]
    best = "ABC"[int(np.argmax(medians))]
    assert max(medians) < 0
    assert verdict(comparison, EN).startswith(f"By the median “{best}” loses the least")


def test_wins_losses_and_ties_add_to_a_hundred():
    """In the table of differences as in that of pairs, where the rest are ties."""
    comparison = of("telecom", "no effect", "one year", names=("A", "B", "C"))
    for row in differences_table(differences(comparison, 1), "EUR", EN, errors=False).rows:
        shares = [float(cell.removesuffix("%")) for cell in row[5:8] if cell != DASH]
        assert not shares or sum(shares) == pytest.approx(100)
    cells = [row[1:] for row in chances_table(comparison, EN).rows]
    for ours in range(3):
        for theirs in range(ours):
            both = (
                float(cells[a][b].removesuffix("%")) for a, b in ((ours, theirs), (theirs, ours))
            )
            assert sum(both) <= 100.001


@pytest.mark.parametrize("code", [*LANGUAGES, PSEUDO])
def test_what_is_piloted_first_says_whether_it_goes_ahead(code):
    """Where it is worth the most the verdict ends with how often; of none, that it never does.

    The telecom's programme loses whatever its test shows, and so the least is lost without it.
    """
    language = Language(code)
    comparison = with_pilot(of("telecom", "one year", names=("A", "B")), "P")
    assert behind_verdict(comparison, language).endswith(ahead_in("P", 0.0, language))
    told = {ahead_in("P", share, language) for share in (0.0, 0.004, 0.34, 1.0)}
    assert len(told) == 4
    assert futures(0.34, language) in ahead_in("P", 0.34, language)
    for picture in pictures(comparison, language):
        drawn(picture)


def test_rows_are_the_shares_of_each_scenario():
    """Each row's outline is its histogram on the common axis, the base's drawn over the others."""
    comparison = of("telecom", "one year", "fifteen years", names=("A", "B", "C"))
    found = drawn(spreads(comparison, "npv", EN))
    filled = [trace for trace in found.data if trace.fill == "toself"]
    assert [trace.name for trace in filled] == ["A", "B", "C"]
    dotted = [trace for trace in found.data if trace.line.dash == "dot"]
    assert len(dotted) == 2
    base = np.array(filled[0].y[1:-1])
    for row, outline in enumerate(dotted, 1):
        assert np.array(outline.y) + row == pytest.approx(base)
    for row, (trace, result) in enumerate(zip(filled, comparison.results, strict=True)):
        top = np.array(trace.y[1:-1]) + row
        x = np.array(trace.x[1:-1])
        middle = float(np.average(x, weights=top))
        assert middle == pytest.approx(result.npv.mean(), abs=0.1 * np.ptp(x))


def test_the_two_colours_split_at_no_difference():
    """The share of the accent bars is the chance of being worth more, the rest is hatched."""
    comparison = of("telecom", "one year", names=("A", "B"))
    worse, better = drawn(apart(comparison, 1, EN)).data
    assert sum(better.y) == pytest.approx(duel(comparison, 1).better, abs=0.002)
    assert sum(worse.y) + sum(better.y) == pytest.approx(1.0)
    assert worse.marker.pattern.shape == "/"


def test_cash_is_the_median_of_each():
    """The solid line is the scenario's median, the dashed one the base's."""
    comparison = of("telecom", "one year", names=("A", "B"))
    found = drawn(cash_beside(comparison, 1, EN)).data
    by_name = {trace.name: trace for trace in found if trace.showlegend is not False}
    assert by_name["A"].line.dash == "dash"
    for name, result in zip("AB", comparison.results, strict=True):
        assert list(by_name[name].y) == pytest.approx(result.bands["cash"]["p50"].to_list())


def test_names_are_data():
    """Markup in a name reaches no picture, and stands in tables as it is."""
    comparison = of("telecom", "one year", names=(NASTY, "B"))
    for picture in pictures(comparison):
        assert "<b>[" not in drawn(picture).to_json()
    assert chances_table(comparison, EN).header[1] == NASTY


def test_cases_that_do_not_start_together_are_counted_in_years():
    """One of 2003 beside one of 2027: no calendar year names both, and it is said why."""
    [early] = of("starbucks", "starbucks").results[:1]
    late = simulate(early.scenario.with_value("horizon.start", "2027-01"), len(early.npv))
    comparison = Comparison((early, late), ("early", "late"))
    starts = {scenario.horizon.start for scenario in comparison.scenarios}
    assert len(starts) == 2
    assert "They do not start together" in cautions(comparison, EN)
    picture = cash_beside(comparison, 1, EN)
    assert [row[0] for row in picture.rows][:2] == ["Start", "Year 1"]
    assert "2027" not in drawn(picture).to_json()
    alone = of("telecom", "no effect")
    assert "They do not start together" not in cautions(alone, EN)
