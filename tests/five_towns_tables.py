"""The tables of five towns as their settings say them."""

GRONINGEN = (
    """
[survey]
valid_from = 2019-01-01
[departments.desk]
name = "Burgerzaken"
terms = [1, 2]
[departments.enforcement]
name = "Stadstoezicht"
terms = [1, 2]
exempt = "Alleen de handhaver die er was, kan antwoorden."
[[norms]]
id = "appointment"
names = { nl = "Wachten met afspraak" }
definition = "wt_a"
statistic = "mean"
limit_minutes = 5
decided_by = "Raad"
[[norms]]
id = "walk-in"
names = { nl = "Wachten zonder afspraak" }
definition = "wt_w"
statistic = "mean"
limit_minutes = 15
decided_by = "Raad"
[tables.indicators]
names = { nl = "Prestatie-indicatoren" }
head = { nl = "Prestatie-indicator" }
columns = [
  { period = "2019", names = { nl = "Behaald 2019" } },
  { period = "2020", names = { nl = "Behaald 2020" } },
  { period = "2021", kind = "target", names = { nl = "Beoogd 2021" } },
  { period = "2022", kind = "target", names = { nl = "Beoogd 2022" } },
]
"""
    + "".join(
        f"""
[[tables.indicators.rows]]
names = {{ nl = "Klanttevredenheid {name}" }}
figure = "sat"
locations = ["{key}"]
targets = {{ 2019 = 8, 2020 = 8, 2021 = 8, 2022 = 8 }}
"""
        for key, name in (
            ("harm-buiterplein", "Harm Buiterplein"),
            ("kreupelstraat", "Kreupelstraat"),
            ("haren", "Haren"),
        )
    )
    + """
[[tables.indicators.rows]]
names = { nl = "Klanttevredenheid website" }
figure = "series:website_mark"
[[tables.indicators.rows]]
names = { nl = "Klanttevredenheid telefoonnummer 14 050" }
figure = "series:phone_mark"
[[tables.indicators.rows]]
names = { nl = "Terugbellen binnen 1 werkdag" }
figure = "cb"
term_days = 1
shape = "whole"
targets = { 2021 = 0.75, 2022 = 0.8 }
note = { nl = "Zonder Stadstoezicht: daar kan alleen de handhaver van het incident bellen." }
[[tables.indicators.rows]]
names = { nl = "Terugbellen binnen 2 werkdagen" }
figure = "cb"
term_days = 2
shape = "whole"
targets = { 2021 = 1.0, 2022 = 1.0 }
[[tables.indicators.rows]]
names = { nl = "Gemiddelde wachttijd balie (op afspraak)" }
figure = "wt_a"
norm = "appointment"
[[tables.indicators.rows]]
names = { nl = "Gemiddelde wachttijd balie (vrije inloop)" }
figure = "wt_w"
norm = "walk-in"
"""
)

LEIDERDORP_YEARS = range(2021, 2026)


def _leiderdorp_row(name: str, figure: str, more: str = "") -> str:
    return f"""
[[tables.quantity.rows]]
names = {{ nl = "{name}" }}
figure = "{figure}"
shape = "whole"
{more}
"""


QUANTITY = (
    """
[[norms]]
id = "within"
names = { nl = "Binnen 5 minuten geholpen" }
definition = "wt_a"
limit_minutes = 5
target = 0.95
decided_by = "Raad"
[[norms]]
id = "desk"
names = { nl = "Balie" }
target = 0.9
decided_by = "Raad"
[[norms]]
id = "calls"
definition = "cb"
limit_days = 2
target = 0.95
decided_by = "Raad"
[[norms]]
id = "questions"
definition = "cb"
limit_days = 10
target = 0.95
decided_by = "Raad"
[departments.kcc]
name = "Serviceplein"
terms = [2]
[departments.advice]
name = "Vakafdelingen"
terms = [10]
[tables.quantity]
names = { nl = "Prestatie-indicatoren kwantiteit" }
head = { nl = "Omschrijving" }
columns = [COLUMNS]
""".replace("COLUMNS", ", ".join(f'{{ period = "{year}" }}' for year in LEIDERDORP_YEARS))
    + "".join(
        (
            _leiderdorp_row("Website bereikbaar", "series:website_up"),
            _leiderdorp_row("Website op alle apparaten", "series:website_devices"),
            _leiderdorp_row("Contactformulier en e-mail", "series:mail"),
            _leiderdorp_row("Complexe vragen", "cb", 'term_days = 10\nnorm = "questions"'),
            _leiderdorp_row("Facebook en Twitter", "series:social"),
            _leiderdorp_row("Telefoon", "series:phone"),
            _leiderdorp_row("Terugbelnotities", "cb", 'term_days = 2\nnorm = "calls"'),
            _leiderdorp_row("Balie", "", 'norm = "desk"'),
            _leiderdorp_row("Afspraken binnen 5 minuten", "sl_a", 'norm = "within"'),
            _leiderdorp_row("Post", "series:post"),
            _leiderdorp_row("Meldingen", "series:reports"),
        )
    )
)
RESIDENTS = (
    *("overall", "waste", "ease", "time", "expert", "progress", "language", "friendly"),
    *("digital", "information", "complaints"),
)
QUALITY = """
[tables.quality]
names = { nl = "Prestatie-indicatoren kwaliteit" }
head = { nl = "Omschrijving" }
columns = [
  { period = "2019", kind = "measured" },
  { period = "2020", kind = "target" },
  { period = "2021", kind = "measured" },
  { period = "2022", kind = "target" },
  { period = "2023", kind = "target" },
  { period = "2024", kind = "target" },
  { period = "2025", kind = "target" },
]
""" + "".join(
    f"""
[[tables.quality.rows]]
names = {{ nl = "{name}" }}
figure = "series:residents_{name}"
shape = "{"tenths" if name == "overall" else "whole"}"
"""
    for name in RESIDENTS
)

HAARLEMMERMEER = """
[tables.channels]
names = { nl = "Tabel 7" }
columns = [
  { period = "2017", kind = "measured" },
  { period = "2018", kind = "measured" },
  { period = "2019", kind = "measured" },
  { period = "2020", kind = "forecast" },
  { period = "2021", kind = "forecast" },
]
[[tables.channels.rows]]
names = { nl = "Bezoeken balie" }
figure = "series:bezoeken_balie"
[[tables.channels.rows]]
names = { nl = "Telefoontjes callcenter" }
figure = "series:telefoon"
chart = true
[[tables.channels.rows]]
names = { nl = "Bezoeken website" }
figure = "series:website"
[tables.visits]
names = { nl = "Bezoeken" }
columns = [
  { period = "2017" },
  { period = "2018" },
  { period = "2019" },
  { change = ["2017", "2018"], names = { nl = "2018 op 2017" } },
  { change = ["2018", "2019"], names = { nl = "2019 op 2018" } },
]
[[tables.visits.rows]]
names = { nl = "Bezoeken balie" }
figure = "vi"
predecessor = "bezoeken_balie"
[[tables.visits.rows]]
names = { nl = "Zelf gewijzigd" }
figure = "ch_last"
channel = "web"
[tables.counts]
names = { nl = "Bezoeken en transacties" }
columns = [{ period = "2018" }, { period = "2019" }, { period = "2020" }, { period = "2021" }]
[[tables.counts.rows]]
names = { nl = "Balie" }
figure = "series:bezoeken_balie"
"""

HELMOND = """
[tables.documents]
names = { nl = "Documenten" }
columns = [{ period = "2024" }]
[[tables.documents.rows]]
names = { nl = "Thuis bezorgd" }
figure = "dl"
[tables.cost]
names = { nl = "Autonome ontwikkelingen (x € 1.000)" }
columns = [
  { period = "2025", kind = "target", names = { nl = "2025" } },
  { period = "2026", kind = "target", names = { nl = "2026" } },
  { period = "2027", kind = "target", names = { nl = "2027" } },
  { period = "2028", kind = "target", names = { nl = "2028" } },
  { total = ["2025", "2026", "2027", "2028"], names = { nl = "Totaal" } },
]
[[tables.cost.rows]]
names = { nl = "Opvang paspoortpiek" }
figure = "series:peak_cost"
"""

HILVERSUM = """
[[norms]]
id = "access"
names = { nl = "Wachten op een afspraak" }
definition = "at1"
statistic = "max"
limit_days = 5
period = "month"
decided_by = "College"
[tables.documents]
names = { nl = "Documenten" }
columns = [{ period = "2021" }]
[[tables.documents.rows]]
names = { nl = "Thuis bezorgd" }
figure = "dl"
"""
