"""The facts: the case, and each group of customers as it is, to be checked against the books."""

from __future__ import annotations

from cxsim.model.books import Books, books
from cxsim.scenario import SEGMENTS
from cxsim.text.labels import FIELDS, SEGMENT_NAMES
from cxsim.text.phrase import ANSWERS
from pages.bench import Button, Field, Grid, Row, Section
from pages.workbench.scene import Scene

OF_GROUP = ("customers", "new_customers_per_year", "acquisition_cost", "referral_cost")
OF_SEGMENT = (
    "purchases_per_year",
    "spend_per_purchase",
    "gross_margin",
    "churn",
    "referrals_per_year",
    "cost_to_serve",
)


def facts(scene: Scene) -> tuple[Section, ...]:
    """Return the sections of the panel."""
    return (_groups(scene), _books(scene), _case(scene))


def _case(scene: Scene) -> Section:
    return Section(
        "case",
        scene.language.say("The case, and how it is counted"),
        fields=(
            scene.words("name"),
            scene.words("currency"),
            scene.words("horizon.start"),
            scene.whole("horizon.years"),
            scene.number("horizon.discount_rate"),
            scene.words("horizon.discounting"),
            scene.number("horizon.inflation"),
            scene.number("horizon.tax_rate"),
            scene.words("horizon.tax_losses"),
            scene.words("description"),
        ),
    )


def open_group(scene: Scene) -> str:
    """Return the name of the group whose numbers are shown."""
    names = [group.name for group in scene.scenario.groups]
    return scene.session.group if scene.session.group in names else names[0]


def _groups(scene: Scene) -> Section:
    say = scene.language.say
    shown = open_group(scene)
    groups = scene.scenario.groups
    tabs = tuple(Button(f"group:{g.name}", g.name, pressed=g.name == shown) for g in groups)
    return Section(
        "groups",
        say("Customers as they are"),
        say("Today's company, before anything is done. Each group has its three segments."),
        tabs=tabs,
        fields=(
            scene.words(f"groups.{shown}.name"),
            *(scene.number(f"groups.{shown}.{name}") for name in OF_GROUP),
        ),
        grids=(_segments(scene, shown),),
        buttons=structure(scene, "groups", shown, say("Add a group"), last=len(groups) == 1),
    )


def structure(
    scene: Scene, kind: str, name: str, add: str, last: bool = False
) -> tuple[Button, ...]:
    """Return the buttons that add one of a kind, and that duplicate and remove the one shown."""
    say = scene.language.say
    return (
        scene.button("add", kind, label=add),
        scene.button("duplicate", kind, name, label=say("Duplicate {name}", name=name)),
        scene.button("remove", kind, name, label=say("Remove {name}", name=name), off=last),
    )


def _segments(scene: Scene, group: str) -> Grid:
    read = scene.language.read
    names = [read(SEGMENT_NAMES[segment]) for segment in SEGMENTS]
    rows = [
        Row(scene.language.say("Share of customers"), _mix(scene, group), read(FIELDS["mix"].help))
    ]
    for field in OF_SEGMENT:
        label = read(FIELDS[field].name)
        cells = tuple(
            scene.number(f"groups.{group}.{segment}.{field}", f"{label}, {name}")
            for segment, name in zip(SEGMENTS, names, strict=True)
        )
        rows.append(Row(label, cells, read(FIELDS[field].help)))
    caption = scene.language.say("Segments of {group}", group=group)
    return Grid("segments", caption, ("", *(name.capitalize() for name in names)), tuple(rows))


def _mix(scene: Scene, group: str) -> tuple[Field, ...]:
    """Return the three shares; they are opened together, for they sum to 1."""
    path = f"groups.{group}.mix"
    mix = scene.scenario.value(path)
    shares = zip(SEGMENTS, mix.expected_value, strict=True)
    counted = getattr(mix, "dist", "")
    label = scene.language.say("Share of customers")
    return tuple(
        Field(
            f"{path}.{segment}",
            f"{label}, {scene.language.read(SEGMENT_NAMES[segment])}",
            scene.language.percent(share, 1),
            "range",
            spread=scene.language.quantity(getattr(mix, segment), ANSWERS) if counted else "",
            changed=scene.was(path),
            numeric=True,
            opens=True,
        )
        for segment, share in shares
    )


def _books(scene: Scene) -> Section:
    say = scene.language.say
    head = (
        "",
        say("Customers"),
        say("NPS"),
        say("Churn a year"),
        say("Growth, first year"),
        say("Revenue a year"),
        say("Margin a year"),
    )
    found = books(scene.scenario)
    rows = [_book(scene, each, total=False) for each in found.groups]
    if len(rows) > 1:
        rows.append(_book(scene, found.company, total=True))
    return Section(
        "books",
        say("To check against the books"),
        say(
            "What the numbers above imply for the year ahead if nothing is done, each at its mean. "
            "If it is not what your books say, one of them is wrong."
        ),
        grids=(Grid("books", say("Implied totals"), head, tuple(rows)),),
    )


def _book(scene: Scene, each: Books, total: bool) -> Row:
    language, currency = scene.language, scene.scenario.currency
    return Row(
        language.say("Company") if total else each.name,
        (
            language.number(each.customers),
            language.number(each.nps),
            language.percent(each.churn, 1),
            language.percent(each.growth, 1),
            language.money(each.revenue, currency),
            language.money(each.margin, currency),
        ),
        total=total,
    )
