"""The Method page's text: whole, the same in every language, and true of the program."""

import math
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

from cxsim.distributions import DISTRIBUTIONS
from cxsim.results import RESULTS
from cxsim.sampling.sobol import SHARED
from cxsim.scenario import SEGMENTS, Scenario
from cxsim.scenario.beside import Experience, Intangible, Question, Stress
from cxsim.scenario.checks import number_fields
from cxsim.scenario.schema import (
    Correlation,
    FixedMix,
    Group,
    Horizon,
    Investment,
    Levers,
    Programme,
    RiskEvent,
    Segment,
    Source,
)
from cxsim.simulation import point_plan, simulate
from cxsim.text.language import LANGUAGES, PSEUDO, Language
from cxsim.text.method import Section, method_sections, method_text

NUMBERED = (Horizon, Group, Segment, Programme, Levers, Investment, RiskEvent)
TABLES = (*NUMBERED, Source, Correlation, Stress, Intangible, Question, Experience)
FENCE = re.compile(r"```.*?```", re.DOTALL)
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
SAMPLE_FOLDER = Path(__file__).parents[2] / "sample_data"
BOUGHT = ("purchases_per_year", "spend_per_purchase")
MONTH = r"^\| (\d+) \| (\d+) \| (\d+) \| (−?\d+) \|$"
FILE, RESULTS_PART, BY_HAND, DRAWN = 3, 6, 7, 9
"""Places of the sections that tests read: the scenario file, results, the case, how to draw."""


@cache
def sections(code: str) -> tuple[Section, ...]:
    return method_sections(Language(code))


def prose(code: str) -> str:
    return FENCE.sub("", method_text(Language(code)))


def formulas(code: str) -> list[str]:
    """Return the formulas, their decimal commas written as points."""
    return [formula.replace("{,}", ".") for formula in FORMULA.findall(prose(code))]


def headings(code: str) -> list[str]:
    return re.findall(r"^#+(?= )", prose(code), re.MULTILINE)


def first_cells(body: str) -> list[str]:
    """Return what stands in code marks in the first column of the tables."""
    rows = [line for line in body.splitlines() if line.startswith("| ")]
    return [code for row in rows for code in CODE.findall(row.split("|")[1])]


def rows(table: type[BaseModel], code: str) -> dict[str, list[str]]:
    """Return the cells of each row whose field belongs to a table of the file."""
    parts = re.split(r"^### ", sections(code)[FILE].body, flags=re.MULTILINE)
    names = list(table.model_fields)
    for part in parts:
        found = {
            CODE.findall(line)[0]: [cell.strip() for cell in line.split("|")]
            for line in part.splitlines()
            if line.startswith("| `")
        }
        if set(number_fields(table)) <= set(found) and set(found) & set(names):
            return {name: cells for name, cells in found.items() if name in names}
    raise AssertionError(names)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_the_same(code):
    """Headings, table rows, formulas and words in code are those of the first language."""
    first = LANGUAGES[0]
    assert headings(code) == headings(first)
    assert formulas(code) == formulas(first)
    assert CODE.findall(prose(code)) == CODE.findall(prose(first))
    assert [line.count("|") for line in prose(code).splitlines() if line.startswith("|")] == [
        line.count("|") for line in prose(first).splitlines() if line.startswith("|")
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_field_is_in_the_table(code):
    """Every field of the scenario file has its row; a new one is missed here."""
    fields = {name for table in TABLES for name in table.model_fields}
    mentioned = set(first_cells(sections(code)[FILE].body))
    tables = set(CODE.findall(sections(code)[FILE].body))
    tables = {word.strip("[]") for word in tables}
    tables |= {word.rpartition(".")[2] for word in tables}
    assert fields - mentioned - tables == set()
    assert set(Scenario.model_fields) - mentioned - tables == set()
    assert set(FixedMix.model_fields) <= tables


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("table", NUMBERED)
def test_defaults_are_those_of_the_program(table, code):
    """The default of each number in the table is the one that a file without it gets."""
    shown = {name: cells[3] for name, cells in rows(table, code).items()}
    for name in number_fields(table):
        field = table.model_fields[name]
        written = "–" if field.is_required() else f"`{field.default:g}`"
        assert shown[name] == written, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_result_and_distribution_is_named(code):
    """Each result of a trial and each distribution has its row."""
    named = first_cells(method_text(Language(code)))
    assert set(RESULTS) <= set(first_cells(sections(code)[RESULTS_PART].body))
    assert [named.count(word) for word in DISTRIBUTIONS] == [2] * len(DISTRIBUTIONS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_columns_are_in_the_order_of_the_program(code):
    """The numbers that share Sobol's columns are listed in the order in which they have them."""
    [listed] = [line for line in sections(code)[DRAWN].body.splitlines() if line.startswith("1. ")]
    assert CODE.findall(listed)[1:] == [path.rpartition(".")[2] for path in SHARED]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_case_by_hand_is_what_the_program_computes(code):
    """The file in the text gives the figures in the text."""
    body = sections(code)[BY_HAND].body
    scenario = Scenario.parse(re.search(r"```toml\n(.*?)```", body, re.DOTALL)[1])
    plan = point_plan(scenario)
    figures = {
        "benefit": 1020,
        "cost": 800,
        "roi": 0.275,
        "npv": -320 + 540 / 1.1,
        "roi_pv": (-320 + 540 / 1.1) / (320 + 480 / 1.1),
        "payback_months": 9.25,
        "payback_months_discounted": 9.65,
    }
    assert {name: plan.value(name) for name in figures} == pytest.approx(figures)
    assert plan.paths.nps_with[0, -1] == pytest.approx(15)
    months = [
        [float(cell.replace("−", "-")) for cell in row]
        for row in re.findall(MONTH, body, re.MULTILINE)
    ]
    flows = plan.paths.benefit[0], plan.paths.cost[0]
    cumulative = np.cumsum(flows[0] - flows[1])
    assert np.array(months) == pytest.approx(np.stack([range(13), *flows, cumulative], axis=1))
    assert simulate(scenario).npv.mean() == pytest.approx(-14.55, abs=0.02)
    mark = {"en": ".", "fr": ","}[code]
    for figure in ("170.91", "9.25", "9.65", "14.55", "756.36", "27.5", "22.6"):
        assert figure.replace(".", mark) in body


def month_by_pencil(scenario: Scenario, month: int) -> list[str]:
    """Return the figures of a month of a plan, computed from its means as a reader would."""
    group, mean = scenario.groups[0], scenario.mean
    stem, levers = f"groups.{group.name}", "programme.levers"
    uplift, part, causal = (
        mean(f"{levers}.{n}") for n in ("promoter_uplift", "from_detractors", "causal_share")
    )
    mix = group.mix.expected_value
    shift = [causal * uplift * each for each in (1, part - 1, -part)]
    worth, lost, won = (
        [each(f"{stem}.{segment}") for segment in SEGMENTS]
        for each in (
            lambda s: math.prod(mean(f"{s}.{n}") for n in ("gross_margin", *BOUGHT)),
            lambda s: 1 - (1 - mean(f"{s}.churn")) ** (1 / 12),
            lambda s: mean(f"{s}.referrals_per_year") / 12,
        )
    )
    paths = point_plan(scenario).paths
    figures = [f"{value:.4f}" for value in (*worth, *(100 * share for share in (*mix, *lost)))]
    margins = []
    for customers, moved in ((paths.customers_without[0], 0), (paths.customers_with[0], 1)):
        shares = [p + moved * d for p, d in zip(mix, shift, strict=True)]
        each, left, came = (float(np.dot(shares, of)) for of in (worth, lost, won))
        start = customers[month - 1]
        margins.append(start / 12 * each)
        after = start * (1 - left + came) + mean(f"{stem}.new_customers_per_year") / 12
        figures += [f"{value:,.0f}" for value in (start, margins[-1], after)]
        figures += [f"{each:.4f}", f"{100 * left:.4f}%", f"{100 * came:.4f}%"]
    gain = margins[1] - margins[0]
    credited = gain * mean("programme.attribution")
    cost = 4e7 / 12 * (1 + mean("programme.cost_overrun"))
    assert credited == pytest.approx(paths.benefit[0, month])
    assert cost == pytest.approx(paths.cost[0, month])
    worth_today = (cost - credited) * (1 + mean("horizon.discount_rate")) ** (-month / 12)
    sums = (gain, credited, cost, cost - credited, worth_today)
    return figures + [f"{value:,.0f}" for value in sums]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_real_month_is_what_the_program_computes(code):
    """Every figure of the worked month follows from the sample, by hand and by the program."""
    body = sections(code)[BY_HAND].body.partition("\n### ")[2]
    if code == "fr":
        body = body.replace(",", ".").replace("\u00a0%", "%").replace("\u202f", ",")
    figures = month_by_pencil(Scenario.load(SAMPLE_FOLDER / "starbucks.toml"), 24)
    assert [figure for figure in figures if figure not in body] == []
    assert len(figures) > 20


def test_french_is_set_as_french():
    """No plain space before high punctuation or inside quotes, no decimal point in a formula."""
    words = "".join(re.split(r"`[^`\n]+`|" + FORMULA.pattern, prose("fr"), flags=re.DOTALL))
    assert re.findall(r".{10} [;:?!»%]|«[ ].{10}", words) == []
    assert re.findall(r".{10}\u00a0[;?!]|.{10}\u202f[:%]", words) == []
    assert re.findall(r"\d\.\d", words) == []
    assert [f for f in FORMULA.findall(prose("fr")) if re.search(r"\d\.\d", f)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_of_both_languages_are_those_of_the_pages(code):
    """Each pair in the last table stands so in the catalogue: the Method and the pages agree."""
    lines = [line for line in sections(code)[-1].body.splitlines() if line.startswith("| ")]
    pairs = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]
    assert [pair for pair in pairs if Language("fr").translate(pair[0]) != pair[1]] == []
    assert len(pairs) >= 40


def test_the_pseudo_language_marks_words_and_spares_formulas():
    """What is read is marked; formulas, code and the shape of the text are not."""
    assert formulas(PSEUDO) == formulas("en")
    assert CODE.findall(prose(PSEUDO)) == CODE.findall(prose("en"))
    words = re.sub(FORMULA.pattern + r"|`[^`\n]+`", "", prose(PSEUDO), flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]", words) == []
    assert headings(PSEUDO) == headings("en")
