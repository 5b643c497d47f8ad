"""Make the example workbooks: a fictional country, a fixed seed, the roughness of real files.

Run it with the project's Python; the same code always gives the same bytes. Nothing here is a fact about
any country: Kantara, its law, its offices, its money (KTS) and every person are invented.
"""

from __future__ import annotations

import math
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).resolve().parent
SEED = 20250630
DATA_DATE = date(2025, 6, 30)
FIRST_APPLICATION = date(2022, 7, 1)
MONTHS_FR = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
FIRST_NAMES = {
    "female": [
        "Amara",
        "Bintu",
        "Celeste",
        "Delphine",
        "Esi",
        "Fatou",
        "Grace",
        "Hawa",
        "Inès",
        "Josephine",
        "Kadia",
        "Lydie",
        "Mariam",
        "Nana",
    ],
    "male": [
        "Abdou",
        "Bako",
        "Cyril",
        "Daniel",
        "Edem",
        "Fodé",
        "Gaston",
        "Hamidou",
        "Isaac",
        "Jonas",
        "Kwesi",
        "Laurent",
        "Moussa",
        "Noé",
    ],
}
SURNAMES = [
    "Abara",
    "Bakari",
    "Corvo",
    "Dembo",
    "Ekwa",
    "Fondi",
    "Gandao",
    "Holm",
    "Idris",
    "Jato",
    "Kessou",
    "Lamba",
    "Mbeki-Roux",
    "Ndolo",
    "Okra",
]
HURDLES_EN = {
    "fees": "Fees too high",
    "distance": "Office too far",
    "delay": "Long delay",
    "documents": "Too many documents",
    "land_consent": "Land owner consent",
    "environmental_permit": "Environmental permit",
    "information": "No information",
    "technical_report": "Technical report",
    "informal_payments": "Informal payments",
    "office_closed": "Office closed",
}
HURDLES_FR = {
    "fees": "Frais trop élevés",
    "distance": "Bureau trop loin",
    "delay": "Long délai",
    "documents": "Trop de documents",
    "land_consent": "Accord du propriétaire",
    "environmental_permit": "Permis environnemental",
    "information": "Manque d'information",
    "technical_report": "Rapport technique",
    "informal_payments": "Paiements informels",
    "office_closed": "Bureau fermé",
}
HURDLE_WEIGHTS = {
    "fees": 46,
    "distance": 38,
    "delay": 52,
    "documents": 30,
    "land_consent": 22,
    "environmental_permit": 27,
    "information": 18,
    "technical_report": 16,
    "informal_payments": 12,
    "office_closed": 9,
}


@dataclass(frozen=True)
class Association:
    """One association and how its secretary keeps the workbook."""

    file: str
    name: str
    prefix: str
    region: str
    districts: tuple[str, ...]
    office: str
    cases: int
    median_days: float
    women: float
    language: str
    date_text: Callable[[date], Any]
    title_rows: tuple[str, ...]
    spellings: tuple[str, ...]  # of the region, as different hands write it
    statuses: dict[str, tuple[str, ...]]
    totals: bool = False


def day_first(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def in_words(day: date) -> str:
    return f"{day.day} {MONTHS_FR[day.month - 1]} {day.year}"


def dotted(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def iso(day: date) -> str:
    return day.isoformat()


def as_date(day: date) -> date:
    return day


EN = {
    "pending": ("Pending", "pending", "In process"),
    "granted": ("Granted", "Approved"),
    "refused": ("Refused", "Rejected"),
    "withdrawn": ("Withdrawn",),
    "lapsed": ("Lapsed", "Expired"),
}
FR = {
    "pending": ("En cours", "en attente"),
    "granted": ("Accordé", "Octroyé"),
    "refused": ("Refusé", "Rejeté"),
    "withdrawn": ("Retiré",),
    "lapsed": ("Caduc",),
}
ASSOCIATIONS = (
    Association(
        "1_northern_association.xlsx",
        "Northern Small-Scale Miners' Association",
        "NA",
        "North",
        ("Hill", "Upper Ford", "Kessa"),
        "Mines Office North",
        300,
        185,
        0.18,
        "en",
        day_first,
        (
            "Northern Small-Scale Miners' Association",
            "Register of licence applications, kept by the secretary",
            "",
        ),
        ("North", "North", "North", "NORTH", "north "),
        EN,
    ),
    Association(
        "2_mineurs_du_plateau.xlsx",
        "Association des Mineurs du Plateau",
        "PL",
        "Plateau",
        ("Belle-Roche", "Trois-Puits"),
        "Direction des Mines du Plateau",
        240,
        260,
        0.22,
        "fr",
        in_words,
        ("Suivi des demandes de permis", ""),
        ("Plateau", "Plateau", "plateau", "PLATEAU"),
        FR,
    ),
    Association(
        "3_river_valley_union.xlsx",
        "River Valley Miners' Union",
        "RV",
        "River Valley",
        ("Ferry Town", "Low Bank", "Mill"),
        "Mines Office River Valley",
        260,
        150,
        0.25,
        "en",
        as_date,
        (),
        ("River Valley", "River Valley", "River valley"),
        EN,
        True,
    ),
    Association(
        "4_artisans_du_sud.xlsx",
        "Union des Artisans Miniers du Sud",
        "SU",
        "South",
        ("Côte-Rouge", "Saline"),
        "Direction des Mines du Sud",
        220,
        330,
        0.20,
        "fr",
        day_first,
        ("Union des Artisans Miniers du Sud", "Dossiers au 30/06/2025", "Montants en KTS", ""),
        ("South", "South", "south"),
        FR,
    ),
    Association(
        "5_hill_women_miners.xlsx",
        "Hill Women Miners",
        "HW",
        "Hills",
        ("Hill", "Stone Gate"),
        "Mines Office North",
        130,
        215,
        0.94,
        "en",
        dotted,
        ("Hill Women Miners – applications",),
        ("Hills", "Hills", "hills"),
        EN,
    ),
    Association(
        "6_coast_federation.xlsx",
        "Coast Stone and Sand Federation",
        "CO",
        "Coast",
        ("Harbour", "East Dune", "Saltpan"),
        "Mines Office Coast",
        160,
        115,
        0.30,
        "en",
        iso,
        (),
        ("Coast", "Coast", "coast"),
        EN,
    ),
)
HEADINGS = {
    "en": {
        "case_id": "Case no.",
        "applicant": "Name of applicant",
        "gender": "Sex",
        "age": "Age group",
        "district": "District",
        "region": "Region",
        "mineral": "Mineral",
        "type": "Licence type",
        "office": "Office",
        "applied": "Date of application",
        "decided": "Date of decision",
        "status": "Status",
        "hurdles": "Hurdles met",
        "fee": "Official fee (KTS)",
        "travel": "Travel cost (KTS)",
        "consultant": "Consultant cost (KTS)",
        "other": "Other costs (KTS)",
        "asked": "Unofficial payment asked",
        "informal": "Unofficial payment (KTS)",
        "visits": "No. of visits",
        "km": "Distance (km)",
        "association": "Association",
        "consent": "Consent",
        "recorded": "Recorded on",
        "extension": "Agreed extension (days)",
        "comment": "Comments",
        "lost": "Working days lost",
        "income": "Monthly income (KTS)",
        "law": "Legal basis",
    },
    "fr": {
        "case_id": "N° dossier",
        "applicant": "Nom et prénom",
        "gender": "Sexe",
        "age": "Tranche d'âge",
        "district": "Commune",
        "region": "Région",
        "mineral": "Substance",
        "type": "Type de titre",
        "office": "Bureau saisi",
        "applied": "Date de dépôt",
        "decided": "Date de décision",
        "status": "Situation",
        "hurdles": "Obstacles rencontrés",
        "fee": "Coût officiel (KTS)",
        "travel": "Frais de transport (KTS)",
        "consultant": "Honoraires (KTS)",
        "other": "Autres coûts (KTS)",
        "asked": "Paiement non officiel demandé",
        "informal": "Paiement informel (KTS)",
        "visits": "Nombre de visites",
        "km": "Distance (km)",
        "association": "Association",
        "consent": "Consentement",
        "recorded": "Saisi le",
        "extension": "Prolongation (jours)",
        "comment": "Commentaires",
        "lost": "Jours de travail perdus",
        "income": "Revenu mensuel (KTS)",
        "law": "Base légale",
    },
}
STEP_HEADINGS = {
    "en": ("Case no.", "Step no.", "Step", "Office", "Started", "Finished", "Waiting for", "Fee", "Visits"),
    "fr": ("N° dossier", "N° étape", "Étape", "Bureau", "Début", "Fin", "En attente de", "Frais", "Visites"),
}
STEPS = {
    "en": ("Registration", "Environmental permit", "Decision"),
    "fr": ("Enregistrement", "Permis environnemental", "Décision"),
}
WORDS = {
    "en": {
        "female": ("F", "Female", "female"),
        "male": ("M", "Male", "male"),
        "yes": "Yes",
        "no": "No",
        "applicant": "Applicant",
        "authority": "Authority",
    },
    "fr": {
        "female": ("F", "Femme", "Féminin"),
        "male": ("H", "Homme", "Masculin"),
        "yes": "Oui",
        "no": "Non",
        "applicant": "Demandeur",
        "authority": "Autorité",
    },
}
MINERALS = {
    "en": ("Gold", "Gold", "Gold", "Sand", "Gemstones"),
    "fr": ("Or", "Or", "Or", "Sable", "Pierres précieuses"),
}
TYPES = {
    "en": ("Small-scale mining licence", "Artisanal permit"),
    "fr": ("Permis de petite mine", "Permis artisanal"),
}


def main() -> None:
    """Write every example workbook beside this script."""
    for association in ASSOCIATIONS:
        write_association(association, random.Random(f"{SEED} {association.prefix}"))
    write_cooperatives(random.Random(f"{SEED} cooperatives"))
    write_survey(random.Random(f"{SEED} survey"))
    write_reference(random.Random(f"{SEED} reference"))


def open_book(name: str) -> Any:
    book = xlsxwriter.Workbook(
        str(HERE / name),
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties(
        {"created": datetime(2025, 7, 1), "comments": "Example data. Everything in it is invented."}
    )
    return book


def put(sheet: Any, row: int, cells: list[Any], date_format: Any) -> None:
    for column, cell in enumerate(cells):
        if cell is None or cell == "":
            continue
        if isinstance(cell, date):
            sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), date_format)
        else:
            sheet.write(row, column, cell)


def write_association(who: Association, chance: random.Random) -> None:
    book = open_book(who.file)
    date_format = book.add_format({"num_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True})
    cases = book.add_worksheet("Dossiers" if who.language == "fr" else "Applications")
    steps = book.add_worksheet("Étapes" if who.language == "fr" else "Steps")
    headings = HEADINGS[who.language]
    for row, text in enumerate(who.title_rows):
        cases.write(row, 0, text, bold)
    top = len(who.title_rows)
    for column, heading in enumerate(headings.values()):
        cases.write(top, column, heading, bold)
    cases.set_column(0, len(headings), 16)
    for column, heading in enumerate(STEP_HEADINGS[who.language]):
        steps.write(0, column, heading, bold)
    more = random.Random(f"{SEED} {who.prefix} more")  # columns added later leave the others as they were
    step_row = 1
    fees = 0
    for number in range(who.cases):
        case = one_case(who, number, chance)
        case |= work_and_income(case, more)
        put(cases, top + 1 + number, [case[key] for key in headings], date_format)
        fees += case["fee"] if isinstance(case["fee"], int) else 0
        for step in steps_of(who, case, chance):
            put(steps, step_row, step, date_format)
            step_row += 1
    if who.totals:
        put(cases, top + 1 + who.cases, ["Total", *[""] * 12, fees], date_format)
    book.close()


def one_case(who: Association, number: int, chance: random.Random) -> dict[str, Any]:
    words, language = WORDS[who.language], who.language
    span = (DATA_DATE - FIRST_APPLICATION).days
    applied = FIRST_APPLICATION + timedelta(days=int(span * math.sqrt(chance.uniform(0.02, 0.995))))
    gender = "female" if chance.random() < who.women else "male"
    slower = 1.15 if gender == "female" else 1.0
    delay = max(9, round(chance.lognormvariate(math.log(who.median_days * slower), 0.75)))
    decided: date | None = applied + timedelta(days=delay)
    if decided and decided > DATA_DATE:
        decided = None
    outcome = (
        chance.choices(("granted", "refused", "withdrawn", "lapsed"), (74, 17, 6, 3))[0]
        if decided
        else "pending"
    )
    status = chance.choice(who.statuses[outcome])
    decided_text = who.date_text(decided) if decided else None
    if decided and chance.random() < 0.008:
        decided_text = None  # the decision is known, its day is not
    elif decided and chance.random() < 0.004:
        decided_text = who.date_text(
            applied - timedelta(days=chance.randint(20, 400))
        )  # the year is mistyped
    elif not decided and chance.random() < 0.05:
        decided_text = chance.choice(("-", "n/a", "nil" if language == "en" else "néant"))
    kinds = HURDLES_EN if language == "en" else HURDLES_FR
    met = pick_hurdles(chance)
    hurdles = "; ".join(kinds[code] for code in met)
    asked = chance.random() < 0.14
    separator = chance.choice((" ", ",")) if language == "en" else " "
    travel = round(chance.lognormvariate(5.0, 0.6))
    return {
        "case_id": f"{who.prefix}-{number + 1:04d}",
        "applicant": f"{chance.choice(FIRST_NAMES[gender])} {chance.choice(SURNAMES)}",
        "gender": chance.choice(words[gender]) if chance.random() > 0.03 else None,
        "age": chance.choice(("18-24", "25-34", "25-34", "35-44", "35-44", "45-54", "55-64")),
        "district": chance.choice(who.districts),
        "region": chance.choice(who.spellings),
        "mineral": chance.choice(MINERALS[language]),
        "type": chance.choices(TYPES[language], (4, 1))[0],
        "office": who.office if chance.random() > 0.02 else None,
        "applied": who.date_text(applied) if chance.random() > 0.006 else None,
        "decided": decided_text,
        "status": status if chance.random() > 0.01 else None,
        "hurdles": hurdles if chance.random() > 0.04 else None,
        "fee": chance.choice((450, 450, 600, 600, 900)) if chance.random() > 0.05 else "-",
        "travel": (f"1{separator}{travel % 1000:03d}" if travel > 600 else travel)
        if chance.random() > 0.08
        else None,
        "consultant": chance.choice((0, 0, 300, 500, 750, 1200)) if chance.random() > 0.1 else None,
        "other": round(chance.lognormvariate(3.6, 0.7)) if chance.random() > 0.15 else None,
        "asked": words["yes"] if asked else words["no"] if chance.random() > 0.2 else None,
        "informal": chance.choice((50, 100, 150, 200)) if asked else None,
        "visits": max(1, min(14, round(chance.gauss(4.5, 2.2)))),
        "km": round(abs(chance.gauss(85, 45)) + 4),
        "association": who.name,
        "consent": chance.choices(("Public", "Anonymous", "Aggregate"), (2, 5, 3))[0]
        if language == "en"
        else chance.choices(("Public", "Anonyme", "Agrégé"), (2, 5, 3))[0],
        "recorded": who.date_text(min(DATA_DATE, applied + timedelta(days=chance.randint(0, 20))))
        if chance.random() > 0.3
        else who.date_text(DATA_DATE),
        "extension": 30 if number % 9 == 4 else None,  # by number: drawn by chance it would change the rest
        "comment": chance.choice(COMMENTS[language]) if chance.random() < 0.06 else None,
        "law": law_behind(met) if number % 5 else None,  # by number, as above
        "_applied": applied,
        "_decided": decided,
    }


def law_behind(met: list[str]) -> str:
    """The law that the office named when it asked for what became the hurdle."""
    return "Example Environment Act, s. 12" if "environmental_permit" in met else "Example Mining Act, s. 41"


def work_and_income(case: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """What the applicant gave up and lives on: days of work for the visits, income of a month."""
    lost = round(case["visits"] * chance.uniform(0.8, 2.4))
    income = 10 * round(chance.lognormvariate(6.4, 0.5) / 10)
    return {
        "lost": max(1, lost) if chance.random() > 0.12 else None,
        "income": max(80, income) if chance.random() > 0.22 else None,
    }


COMMENTS = {
    "en": ("Came three times, office closed", "File sent back for a stamp", "Waiting for the inspector"),
    "fr": ("Dossier renvoyé pour un cachet", "Attend l'inspecteur", "Trois déplacements sans réponse"),
}


def pick_hurdles(chance: random.Random) -> list[str]:
    met = [code for code, weight in HURDLE_WEIGHTS.items() if chance.random() < weight / 100]
    return met or ["delay"]


def steps_of(who: Association, case: dict[str, Any], chance: random.Random) -> list[list[Any]]:
    """Three steps for about half of the cases; the last is open while there is no decision."""
    if chance.random() < 0.5:
        return []
    words = WORDS[who.language]
    start: date = case["_applied"]
    end: date = case["_decided"] or DATA_DATE
    cuts = sorted(chance.random() for _ in range(2))
    days = (end - start).days
    edges = [start, *(start + timedelta(days=round(days * cut)) for cut in cuts), end]
    rows = []
    for number, step in enumerate(STEPS[who.language]):
        still_open = number == 2 and case["_decided"] is None
        waiting = words["applicant"] if number == 1 and chance.random() < 0.4 else words["authority"]
        rows.append(
            [
                case["case_id"],
                number + 1,
                step,
                who.office,
                who.date_text(edges[number]),
                None if still_open else who.date_text(edges[number + 1]),
                waiting,
                chance.choice((0, 50, 100, 150)),
                chance.randint(1, 3),
            ]
        )
    return rows


def write_cooperatives(chance: random.Random) -> None:
    more = random.Random(f"{SEED} more of the returns")  # columns added later leave the others as they were
    book = open_book("7_cooperatives.xlsx")
    date_format = book.add_format({"num_format": "yyyy-mm-dd"})
    register, quarters = book.add_worksheet("Cooperatives"), book.add_worksheet("Quarterly returns")
    put(
        register,
        0,
        [
            "Cooperative number",
            "Name",
            "Association",
            "Region",
            "District",
            "Founded",
            "Legal form",
            "Licence status",
            "Minerals",
        ],
        date_format,
    )
    put(
        quarters,
        0,
        [
            "Cooperative number",
            "Period start",
            "Period end",
            "Members",
            "Women members",
            "Young members",
            "Licensed members",
            "Mineral",
            "Production",
            "Production unit",
            "Price paid",
            "Price unit",
            "Currency",
            "Loans applied for",
            "Loans granted",
            "People trained",
            "Accidents",
            "Fatalities",
            "Purity (%)",
            "Date sold",
            "Loans needed",
            "Training topic",
            "Hours worked",
            "Mercury used (kg)",
            "Mercury recovered (kg)",
            "Land disturbed (ha)",
            "Land rehabilitated (ha)",
        ],
        date_format,
    )
    row = 1
    for number in range(60):
        who = chance.choice(ASSOCIATIONS)
        code = f"{number + 1:03d}"
        put(
            register,
            number + 1,
            [
                code,
                f"{chance.choice(SURNAMES)} {chance.choice(('Cooperative', 'Group', 'Society'))} {number + 1}",
                who.name,
                who.region,
                chance.choice(who.districts),
                date(chance.randint(2004, 2021), chance.randint(1, 12), 1),
                "Cooperative",
                chance.choices(("Licensed", "Pending", "None"), (4, 4, 2))[0],
                "Gold",
            ],
            date_format,
        )
        members = chance.randint(14, 120)
        women = max(1, round(members * chance.betavariate(3, 8)))
        licensed = round(members * chance.betavariate(2, 4))
        for quarter in range(8):
            year, first_month = 2023 + (quarter + 2) // 4, ((quarter + 2) % 4) * 3 + 1
            start = date(year, first_month, 1)
            end = date(year + (first_month == 10), (first_month + 3 - 1) % 12 + 1, 1) - timedelta(days=1)
            members = max(8, members + chance.randint(-2, 4))
            women = min(members, max(0, women + chance.randint(-1, 2)))
            licensed = min(members, max(0, licensed + chance.randint(0, 2)))
            missing = chance.random() < 0.03
            put(
                quarters,
                row,
                [
                    code,
                    start,
                    end,
                    None if missing else members,
                    women if chance.random() > 0.05 else None,
                    round(members * 0.3),
                    licensed if chance.random() > 0.06 else "n/a",
                    "Gold",
                    weight := round(chance.lognormvariate(5.5, 0.7)),
                    "g",
                    round(chance.gauss(61, 4) * 11, 1),
                    "per g",
                    "KTS",
                    applied := chance.randint(0, 5),
                    chance.randint(0, applied),
                    chance.randint(0, 12),
                    chance.choices((0, 1, 2), (85, 12, 3))[0],
                    0,
                    *further_columns(more, start, members, weight, applied),
                ],
                date_format,
            )
            row += 1
    book.close()


def further_columns(
    chance: random.Random, start: date, members: int, weight: int, applied: int
) -> list[object]:
    """What a return says besides: fineness, sale, needs, training, hours, mercury in kg, land in hectares."""
    mercury = round(weight / 1000 * chance.uniform(0.7, 2.2), 3)
    disturbed = round(chance.uniform(0.2, 2.5), 1)
    return [
        round(chance.gauss(89, 2), 1),
        start + timedelta(days=chance.randint(20, 85)) if chance.random() < 0.7 else None,
        applied + chance.randint(0, 4),
        chance.choice(("Safety", "Safety", "Mercury-free processing", "Bookkeeping", "Licensing")),
        members * chance.randint(260, 420) if chance.random() < 0.8 else None,
        mercury,
        round(mercury * chance.uniform(0.1, 0.6), 3) if chance.random() < 0.85 else None,
        disturbed,
        round(disturbed * chance.uniform(0, 0.6), 1),
    ]


SURVEY_HURDLES = (
    "Fees too high",
    "Office too far",
    "Long delay",
    "Too many documents",
    "Land owner consent",
    "No information",
)


def write_survey(chance: random.Random) -> None:
    """A form exported with labels: select-multiple both ways, and the visits to offices as a repeat."""
    book = open_book("8_member_survey.xlsx")
    date_format = book.add_format({"num_format": "yyyy-mm-dd"})
    main, visits = book.add_worksheet("Member survey"), book.add_worksheet("office_visits")
    question = "Which hurdles did you meet?"
    head = [
        "start",
        "end",
        "Sex",
        "Age group",
        "Association",
        "Do you hold a licence?",
        question,
        *(f"{question}/{hurdle}" for hurdle in SURVEY_HURDLES),
        "How much do you trust the mining office?",
        "What support do you need most?",
        "Monthly income (KTS)",
        "May we use your answers?",
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
        "_tags",
        "meta/rootUuid",
        "_index",
    ]
    put(main, 0, head, date_format)
    put(
        visits,
        0,
        [
            "Office visited",
            "Days waited",
            "Came in vain",
            "_index",
            "_parent_table_name",
            "_parent_index",
            "_submission__id",
            "_submission__uuid",
            "_submission__submission_time",
            "_submission_meta/rootUuid",
        ],
        date_format,
    )
    visit_row = 1
    for number in range(264):
        who = chance.choices(ASSOCIATIONS, [a.cases for a in ASSOCIATIONS])[0]
        key = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        day = datetime(2025, 5, 5, 8) + timedelta(hours=chance.randint(0, 900))
        met = [
            hurdle
            for hurdle, weight in zip(SURVEY_HURDLES, (48, 41, 55, 30, 21, 17), strict=True)
            if chance.random() < weight / 100
        ]
        answered = chance.random() > 0.05
        ticks: list[Any] = [int(hurdle in met) if answered else None for hurdle in SURVEY_HURDLES]
        put(
            main,
            number + 1,
            [
                day.isoformat(),
                (day + timedelta(minutes=chance.randint(9, 40))).isoformat(),
                chance.choices(("Female", "Male"), (who.women, 1 - who.women))[0],
                chance.choice(("18–34", "35–54", "55 and over")),
                who.name,
                chance.choices(("Yes", "No", "Applied"), (25, 40, 35))[0],
                " ".join(met) if answered else None,
                *ticks,
                chance.choices(("Not at all", "A little", "Somewhat", "A lot"), (30, 34, 25, 11))[0]
                if chance.random() > 0.03
                else None,
                chance.choice(("Help with papers", "A loan", "Training", "An office nearby")),
                round(chance.lognormvariate(6.6, 0.5)) if chance.random() > 0.2 else None,
                chance.choices(("Yes", "Without my name", "Only in totals"), (2, 5, 3))[0],
                60000 + number,
                key,
                (day + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%S"),
                None,
                None,
                "submitted_via_web",
                None,
                "vExample1",
                None,
                f"uuid:{key}",
                number + 1,
            ],
            date_format,
        )
        for _ in range(chance.choices((0, 1, 2, 3), (2, 4, 3, 1))[0]):
            put(
                visits,
                visit_row,
                [
                    who.office,
                    max(0, round(chance.gauss(9, 7))),
                    chance.choice(("Yes", "No")),
                    visit_row,
                    "Member survey",
                    number + 1,
                    60000 + number,
                    key,
                    (day + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%S"),
                    f"uuid:{key}",
                ],
                date_format,
            )
            visit_row += 1
    book.close()


def write_reference(chance: random.Random) -> None:
    book = open_book("9_law_partners_needs.xlsx")
    date_format = book.add_format({"num_format": "yyyy-mm-dd"})
    law, partners = book.add_worksheet("Legal provisions"), book.add_worksheet("Partners")
    needs, rates = book.add_worksheet("Needs"), book.add_worksheet("Reference rates")
    put(
        law,
        0,
        [
            "Country",
            "Type of licence",
            "Step",
            "Starts after",
            "Authority",
            "Legal limit (days)",
            "Kind of days",
            "Clock starts",
            "Fee",
            "Law",
            "Section",
            "Valid from",
            "Year enacted",
        ],
        date_format,
    )
    put(
        law,
        1,
        [
            "Kantara",
            "Small-scale mining licence",
            "Whole procedure",
            None,
            "Ministry of Mines",
            90,
            "Calendar days",
            "Application",
            600,
            "Example Mining Act",
            "s. 41(2)",
            date(2015, 1, 1),
            1996,
        ],
        date_format,
    )
    put(
        law,
        2,
        [
            "Kantara",
            "Small-scale mining licence",
            "Environmental permit",
            "Registration",
            "Environment Agency",
            30,
            "Calendar days",
            None,
            100,
            "Example Environment Act",
            "s. 12",
            date(2017, 1, 1),
            2009,
        ],
        date_format,
    )
    put(partners, 0, ["Name", "Kind", "Offers", "Regions", "Agreement", "Agreed on"], date_format)
    rows = (
        ("Kantara Miners' Bank", "Bank", "Finance", "North; Hills", "Yes", date(2024, 3, 1)),
        ("Coast Technical College", "University", "Training", "Coast; South", "No", None),
        ("Clean River Initiative", "NGO", "Rehabilitation", "River Valley", "Yes", date(2023, 9, 15)),
        ("Plateau Survey Service", "Company", "Equipment", "Plateau", "No", None),
        ("Fair Metal Buyers", "Buyer", "Market", "North; Plateau; Coast", "Yes", date(2024, 11, 2)),
    )
    for row, partner in enumerate(rows, 1):
        put(partners, row, list(partner), date_format)
    put(needs, 0, ["Cooperative number", "Need", "Urgency", "Stated on"], date_format)
    for row in range(1, 81):
        put(
            needs,
            row,
            [
                f"{chance.randint(1, 60):03d}",
                chance.choice(("Finance", "Training", "Equipment", "Market", "Legal")),
                chance.choice(("High", "Medium", "Low")),
                date(2025, chance.randint(1, 6), chance.randint(1, 28)),
            ],
            date_format,
        )
    put(rates, 0, ["Kind", "Key", "Date", "Value", "Source"], date_format)
    for month in range(1, 7):
        put(
            rates,
            month,
            [
                "Exchange rate",
                "KTS per USD",
                date(2025, month, 1),
                round(12 + month * 0.11, 2),
                "Example Central Bank",
            ],
            date_format,
        )
    quarters = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(6, 24, 3)]
    for row, day in enumerate(quarters, 7):
        put(
            rates,
            row,
            ["Exchange rate", "KTS per USD", day, 11 + (row - 7) * 0.15, "Example Central Bank"],
            date_format,
        )
    for row, day in enumerate([*quarters, date(2025, 1, 1), date(2025, 4, 1)], 7 + len(quarters)):
        put(
            rates,
            row,
            ["Metal price", "Gold, USD per troy ounce", day, 2000 + row * 20, "Example Exchange"],
            date_format,
        )
    incomes = ((2022, 8900), (2023, 9400), (2024, 10100))
    for row, (year, income) in enumerate(incomes, 9 + 2 * len(quarters)):
        put(
            rates,
            row,
            ["Income per head", "Kantara KTS", date(year, 12, 31), income, "Example Statistics Office"],
            date_format,
        )
    book.close()


if __name__ == "__main__":
    main()
