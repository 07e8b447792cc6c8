"""The baseline's desk: files in, questions answered, a case out; as a hand does it."""

import pytest

from cxsim.text.language import LANGUAGES, Language
from cxsim.text.quantities import tell
from pages.analyst.analysis import Analysis
from pages.analyst.counts import counts_panel, hear_counts
from pages.analyst.hear import hear_desk, hear_outcome
from pages.analyst.outcome import MARGIN, NAME, USE, outcome_panel
from pages.analyst.report import report_board
from pages.analyst.scene import ACCEPT, ANSWER, REMOVE, SAMPLE, files_panel
from pages.bench import Event
from pages.shared.frame import SIMULATOR
from pages.shared.session import Session
from pages.shared.visit import Visit
from sample_data.company.generate import HERE
from tests.store import sample_scenario

ENGLISH = Language()
PURCHASES = "customer,date,amount\n" + "".join(
    f"c{i % 40},2026-0{1 + i % 6}-1{i % 9},{5 + i % 7}.50\n" for i in range(200)
)


def accepted(analysis: Analysis) -> Analysis:
    """Take every proposal until nothing is open."""
    for _ in range(8):
        analysis.update()
        labels = {q.key.rpartition("/")[0] for q in (*analysis.reading.questions, *analysis.open)}
        if not labels:
            return analysis
        hear_desk(analysis, [Event("press", f"{ACCEPT}{label}") for label in sorted(labels)])
    raise AssertionError([q.key for q in analysis.reading.questions])


@pytest.fixture(scope="module")
def made_up() -> Analysis:
    """Return the desk with the made-up company on it."""
    analysis = Analysis()
    hear_desk(analysis, [Event("press", SAMPLE)])
    return accepted(analysis)


def visit_with(analysis: Analysis) -> Visit:
    return Visit(
        {"telecom.toml": Session(sample_scenario("telecom"))},
        "telecom.toml",
        _analysis=analysis,
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_made_up_company_is_shown(made_up, code):
    """Its measures and drivers are a board with a sentence and a table for each chart."""
    language = Language(code)
    board = report_board(made_up.result, language)
    assert {card.id for card in board.cards} == {"nps", "csat", "ces", "response", "fcr"}
    charts = {chart.id: chart for chart in board.charts}
    assert {"scores", "churn", "spend_per_purchase", "retention"} <= set(charts)
    assert len(charts["answering"].views) == 4  # by group, month, stage, and who has left
    assert len(charts["resolving"].views) == 2  # by group, month
    assert len(charts["account"].views) == 5  # contacts × cost = cost to serve; what is missed
    for chart in board.charts:
        for view in chart.views:
            assert view.picture.sentence
            assert view.picture.rows
            assert view.picture.draw()["data"]
    assert len(outcome_panel(made_up, language).sections[0].faults) == len(made_up.result.doubts)


def test_the_files_become_a_case_in_the_simulator(made_up):
    """Use in the simulator opens the case, under its name and with the margin that was typed."""
    visit = visit_with(made_up)
    events = [Event("set", NAME, "Ours"), Event("set", MARGIN, "35 %"), Event("press", USE)]
    hear_outcome(visit, events, ENGLISH)
    made = visit.session.scenario
    assert (made.name, visit.panel, visit.leaving) == ("Ours", "facts", SIMULATOR)
    assert made.mean("groups.Households.promoters.gross_margin") == 0.35
    assert visit.session.shown().result.design.trials


def test_a_margin_that_is_none_is_told(made_up):
    """More than 100 % of spend is no margin: it is said, and no case is opened."""
    visit = visit_with(made_up)
    hear_outcome(visit, [Event("set", MARGIN, "350 %"), Event("press", USE)], ENGLISH)
    assert made_up.trouble is not None
    assert "100" in tell(made_up.trouble, ENGLISH)
    assert visit.current == "telecom.toml"
    hear_outcome(visit, [Event("set", MARGIN, "")], ENGLISH)


def test_what_is_brought_is_asked_before_it_is_used():
    """A file's kind and columns are proposed; nothing is read before they are confirmed."""
    analysis = Analysis()
    analysis.bring("money.csv", PURCHASES.encode())
    analysis.update()
    assert [q.key for q in analysis.reading.questions] == ["money.csv/kind"]
    accepted(analysis)
    assert analysis.result is not None
    assert analysis.reading.files[0].ledger.conserved
    hear_desk(analysis, [Event("set", f"{ANSWER}money.csv/amount", "date")])
    analysis.update()
    assert analysis.result is None


def test_answers_are_kept_for_next_month():
    """The kept answers, brought with a file of another name, leave nothing to be asked."""
    analysis = Analysis()
    analysis.bring("money.csv", PURCHASES.encode())
    kept = accepted(analysis).memory.to_toml()
    later = Analysis()
    later.bring("answers.toml", kept.encode())
    later.bring("money-2.csv", PURCHASES.replace("c1,", "c99,").encode())
    later.update()
    assert later.reading.questions == ()
    assert later.result is not None


def test_a_refused_file_says_why_and_can_be_removed():
    """A PDF ends on its own section with rule and remedy; once removed, nothing is left of it."""
    analysis = Analysis()
    analysis.bring("report <b>.pdf", b"%PDF-1.7 and so on")
    analysis.update()
    section = files_panel(analysis, ENGLISH).sections[1]
    assert "it is a PDF" in section.faults[0]
    assert section.title == "report <b>.pdf"
    hear_desk(analysis, [Event("press", f"{REMOVE}report <b>.pdf")])
    analysis.update()
    assert analysis.reading.files == ()


def test_the_page_says_how_many_rows_were_rejected():
    """Of many rejected rows the first are shown, and it is said how many there are."""
    analysis = Analysis()
    broken = "".join(f"c{i},2026-01-01,much\n" for i in range(30))
    analysis.bring("money.csv", (PURCHASES + broken).encode())
    section = files_panel(accepted(analysis), ENGLISH).sections[1]
    assert "The first 12 of 30 rejected rows" in section.words
    assert len(section.grids[0].rows) == 12


def test_answers_that_are_none_are_told():
    """Bytes called answers.toml change nothing, and it is said."""
    analysis = Analysis()
    analysis.bring("answers.toml", b"\xff\x00 no toml")
    assert analysis.trouble is not None


def test_a_copy_goes_on_by_itself():
    """Who goes on from the same address has the files, and answers of his own."""
    analysis = Analysis()
    analysis.bring("money.csv", PURCHASES.encode())
    accepted(analysis)
    other = analysis.copied()
    other.update()
    assert other.result is not None
    other.remove("money.csv")
    other.update()
    assert analysis.files
    assert not other.files


def test_counts_give_measures():
    """1,000 customers, 30 lost in one month: 3.0 %, 30.6 % a year; what does not fit is told."""
    analysis = Analysis()
    for place, text in enumerate(("1,000", "30", "1")):
        hear_counts(analysis, [Event("set", f"count.churn.{place}", text)])
    words = counts_panel(analysis, ENGLISH).sections[0].words
    assert "3.0%" in words
    assert "30.6% a year" in words
    hear_counts(analysis, [Event("set", "count.churn.1", "3,000")])
    assert "do not fit" in counts_panel(analysis, ENGLISH).sections[0].words


def test_the_sample_lies_in_the_repository():
    """The files that the button brings are there."""
    assert {"survey.csv", "customers.csv", "contacts.csv", "transactions.parquet"} <= {
        path.name for path in HERE.iterdir()
    }
