"""What residents answered to somebody else's survey, as rows. Kept apart from the answers of
visitors: nothing here reads or writes those. Functions over a connection.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import cast

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from host.core.cells import Cell, Gap
from host.store.tables import RESIDENTS_SURVEY


@dataclass(frozen=True, slots=True)
class Residents:
    """One question of one year. It has a mark, or says why it has none."""

    year: int
    question: str
    place: str
    """A location or district; empty: the whole town."""
    source: str
    """Who asked."""
    mark: float | None
    gap: str = ""
    """none, few, not_measured or not_offered; empty where there is a mark."""
    n: int | None = None
    """How many answered; None: the source does not say."""

    @property
    def cell(self) -> Cell:
        """The mark as it was published: half marks stay, and a small n is the source's to judge."""
        if self.mark is None:
            return Cell("mark", gap=cast(Gap, self.gap), n=self.n)
        return Cell("mark", self.mark, n=self.n)


def put(line: Connection, those: Sequence[Residents]) -> None:
    """Keeps them; the same question of the same year, place and source is replaced."""
    if not those:
        return
    engine = sqlite if line.dialect.name == "sqlite" else postgresql
    statement = engine.insert(RESIDENTS_SURVEY)
    said = {name: statement.excluded[name] for name in ("mark", "gap", "n")}
    key = list(RESIDENTS_SURVEY.primary_key.columns)
    once = statement.on_conflict_do_update(index_elements=key, set_=said)
    line.execute(once, [asdict(one) for one in those])


def all_of(line: Connection, question: str = "") -> list[Residents]:
    """By question, place, source and year."""
    names = ("question", "place", "source", "year")
    wanted = select(RESIDENTS_SURVEY).order_by(*(RESIDENTS_SURVEY.c[name] for name in names))
    if question:
        wanted = wanted.where(RESIDENTS_SURVEY.c.question == question)
    return [Residents(**row._mapping) for row in line.execute(wanted)]
