"""Whole companies: the made-up one against its truth, real ones against what is known of them."""

from datetime import date
from pathlib import Path

import pytest

from cxsim.baseline.baseline import Baseline
from cxsim.baseline.desk import File
from cxsim.scenario import Scenario
from cxsim.text.language import Language
from cxsim.text.quantities import tell
from sample_data.company.generate import HERE, SEED, TRUTH, generate
from tests.baseline.reader import Reader
from tests.benchmarks.coverage import coverage
from tests.benchmarks.million import bare, ours, write_files

ENGLISH = Language()


def scenario(found: Baseline, margin: float | None = 0.4) -> Scenario:
    made = found.scenario("Ours", margin, lambda p: tell(p, ENGLISH), date(2026, 11, 25))
    return Scenario.parse(made.to_toml())


def words(found: Baseline) -> dict[str, str]:
    return {doubt.id: tell(doubt.words, ENGLISH) for doubt in found.doubts}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory) -> Baseline:
    """Return the baseline of the made-up company's files as they lie in sample_data."""
    reader = Reader(tmp_path_factory.mktemp("company"))
    for path in [*sorted(HERE.glob("*.csv")), HERE / "transactions.parquet"]:
        reader.files.append(File(path, path.name, path.stem))
    return reader.baseline()


def test_the_files_are_those_of_the_generator(tmp_path):
    """The stored company is what its generator writes with its seed, to the byte."""
    files = generate(SEED)
    for name in ("survey", "customers", "contacts"):
        path = tmp_path / f"{name}.csv"
        vars(files)[name].to_csv(path, index=False, lineterminator="\n")
        assert path.read_bytes() == (HERE / f"{name}.csv").read_bytes()


def test_its_rows_are_conserved(made_up):
    """Every row of every file is accounted for, and so is its money."""
    for file in made_up.company.reading.files:
        assert file.ledger.conserved
        assert file.ledger.read.rows == file.ledger.accepted.rows > 1000


def test_its_drivers_lie_near_the_truth(made_up):
    """Of all drivers no estimate is further than four standard errors from what it was made of."""
    for field, cells in made_up.drivers.cells.items():
        for (group, place), leaning in cells.items():
            truth = TRUTH[group, ("promoters", "passives", "detractors")[place], field]
            if leaning.weight == 1:
                assert abs(leaning.estimate.value - truth) < 4 * leaning.estimate.sd, (field, group)


def test_its_scenario_is_uncertain_and_sourced(made_up):
    """Each measured fact is a distribution whose source names file, rows and days."""
    made = scenario(made_up)
    for group in ("Households", "Small business"):
        for segment in ("promoters", "passives", "detractors"):
            for name in ("spend_per_purchase", "purchases_per_year", "churn", "cost_to_serve"):
                path = f"groups.{group}.{segment}.{name}"
                assert path in made.uncertain
                source = made.sources[path]
                assert source.kind == "measured"
                assert "rows" in source.source
                assert "2026" in source.source
        assert f"groups.{group}.mix" in made.survey_mixes


def test_no_effect_found_is_an_answer(made_up):
    """Referrals were made alike in every segment, and no more is claimed of them."""
    assert "No effect found" in words(made_up)["no difference"]


def test_evidence_is_no_estimate(made_up):
    """The matched gap is called evidence on the causal share, never its estimate."""
    assert "no estimate of it" in words(made_up)["evidence"]
    assert made_up.retention.error_of_constant(5) < 0


def test_coverage_runs_small():
    """The benchmark of coverage runs, and its intervals hold most of the truth."""
    found = coverage(2, 0.25)
    assert found["intervals"] > 20
    assert found["pooled"] > 0.6  # 90 % expected of few, dependent intervals


def test_the_large_benchmark_finds_the_same_on_both_sides(tmp_path):
    """Ours and the bare query agree on rows, amounts and every cell."""
    write_files(tmp_path, 20_000)
    assert ours(tmp_path) == bare(tmp_path)


def telco(public_data: Path, reader: Reader) -> Baseline:
    folder = public_data / "ibm_telco_extended"
    for name, kind in (("status", "survey"), ("services", "customers"), ("status", "customers")):
        path = folder / f"Telco_customer_churn_{name}.xlsx"
        reader.files.append(File(path, f"{kind} {name}.xlsx", kind))
    reader.memory.answer("survey status.xlsx/recommend", "-")
    return reader.baseline()


def test_the_telco_set_runs_through(public_data, reader):
    """IBM's set: churn of 100/100/16/0/0 % by score is leakage; charges fall from 75.8 to 53.0."""
    found = telco(public_data, reader)
    said = words(found)
    assert "1: 100% · 2: 100% · 3: 16% · 4: 0% · 5: 0%" in said["leakage"]
    assert "asked after leaving" in said["leakage"]
    assert "from $75.8 at 1 to $53" in said["falling spend"].replace("€", "$")
    assert "1–5" in said["scale"]
    made = scenario(found)
    assert made.sources["groups.Two Year.promoters.churn"].kind == "benchmark"
    assert made.sources["groups.Two Year.promoters.spend_per_purchase"].kind == "measured"


def test_a_real_survey(public_data, reader):
    """ECSI mobile phones: NPS 14.0 ± 9.6, once its scale 1 to 10 has been asked for."""
    path = public_data / "ecsi_mobi" / "converted" / "mobi.csv"
    reader.files.append(File(path, "mobi.csv", "survey"))
    reader.memory.answer("mobi.csv/recommend", "CUSL3")
    assert "recommend.scale" in reader.topics()
    reader.memory.answer("mobi.csv/recommend.scale", "1-10")
    found = reader.baseline()
    nps = found.measures[0].nps
    assert round(100 * nps.value, 1) == 14.0
    assert round(100 * nps.half_width, 1) == 9.6
    mix = scenario(found).survey_mixes["groups.Customers.mix"]
    assert mix.promoters + mix.passives + mix.detractors == 250


def test_real_purchases(public_data, reader):
    """CDNOW: 69,659 rows and 2,500,315.63 dollars are read, and repeated rows asked."""
    path = public_data / "cdnow" / "CDNOW_master.txt"
    reader.files.append(File(path, "cdnow.txt", "transactions"))
    assert reader.topics() == ["duplicates"]
    reader.memory.answer("cdnow.txt/duplicates", "keep")
    ledger = reader.one().ledger
    assert ledger.accepted.rows == ledger.read.rows == 69_659
    assert float(ledger.read.amount) == pytest.approx(2_500_315.63)
    made = scenario(reader.baseline())
    assert made.groups[0].customers == 23_570


SURVEY = "customer,date,recommend\n" + "".join(
    f"c{i},2026-01-{1 + i % 28:02},{(10, 9, 8, 7, 3, 0)[i % 6]}\n" for i in range(120)
)


def test_survivors_only_are_told(reader):
    """A list in which nobody has left cannot say who leaves."""
    reader.put("survey.csv", SURVEY, "survey")
    listed = "customer,start,end\n" + "".join(
        f"c{i},2024-01-{1 + i % 28:02},\n" for i in range(120)
    )
    reader.put("customers.csv", listed, "customers")
    assert "survivors only" in words(reader.baseline())["survivors"]


def test_groups_named_like_markup_stay_names(reader):
    """A group called by HTML, with dots and direction marks, becomes a name a scenario can hold."""
    reader.put("survey.csv", SURVEY, "survey")
    lines = "".join(f"c{i},2024-01-01,,<b>A.B</b>\u202e\n" for i in range(120))
    reader.put("customers.csv", "customer,start,end,group\n" + lines, "customers")
    found = reader.baseline()
    assert found.company.groups == ("<b>A·B</b>",)
    assert scenario(found).groups[0].name == "<b>A·B</b>"


def test_small_cells_do_not_reach_the_scenario(reader):
    """Nine promoters give no number of their own: the source says that the group's is used."""
    scores = ["9"] * 9 + ["7"] * 60 + ["2"] * 60
    reader.put(
        "survey.csv",
        "customer,date,recommend\n"
        + "".join(f"c{i},2025-06-01,{s}\n" for i, s in enumerate(scores))
        + "x,2025-06-01,0\nc0,2025-06-02,10\n",
        "survey",
    )
    money = "".join(
        f"c{i},2025-{m:02}-11,{10 + i % 7}.00\n" for i in range(129) for m in range(7, 13)
    )
    reader.put("money.csv", "customer,date,amount\n" + money, "transactions")
    made = scenario(reader.baseline())
    source = made.sources["groups.Customers.promoters.spend_per_purchase"].source
    assert "fewer than ten customers" in source


def test_files_that_overlap_are_asked(reader):
    """A day that stands in two exports counts once, if it is so answered, and twice if not."""
    lines = [f"c{i % 20},2026-0{m}-11,{10 + i}.00" for m in (1, 2, 3) for i in range(20)]
    head = "customer,date,amount\n"
    reader.put("a.csv", head + "\n".join(lines[:40]) + "\n")
    reader.put("b.csv", head + "\n".join(lines[20:]) + "\n")
    spent = {}
    for answer in ("drop", "keep"):
        reader.memory.answer("case/overlap", answer)
        firm = reader.baseline().company
        spent[answer] = firm.one("SELECT count(*) FROM money")
    assert spent == {"drop": 60, "keep": 80}


def test_files_come_and_go(reader):
    """A text file in the place of a Parquet file that was put away is read like any other."""
    reader.files.append(File(HERE / "transactions.parquet", "t.parquet", "transactions"))
    assert reader.one(accept=True).ledger.accepted.rows > 1000
    reader.files.clear()
    reader.put("a.csv", "customer,date,amount\na,2026-03-01,1.00\nb,2026-03-02,2.50\n")
    assert reader.one(accept=True).ledger.accepted.rows == 2
