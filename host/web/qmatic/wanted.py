"""What a Qmatic client sends to book; everything else that it sends is looked at by nobody."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from host.agenda.records import Contact
from host.web.interop.people import contact_of
from host.web.qmatic.answers import Fault


class Customer(BaseModel):
    """One who comes. Clients send the same person as often as there are people."""

    model_config = ConfigDict(extra="allow")
    """The rest is not kept; it tells a repeat from another person of the same name."""
    firstName: str | None = None
    lastName: str | None = None
    email: str | None = None
    phone: str | None = None


class Chosen(BaseModel):
    publicId: str


class Wanted(BaseModel):
    """The body of a booking."""

    customers: Annotated[list[Customer], Field(min_length=1)]
    services: Annotated[list[Chosen], Field(min_length=1)]
    notes: str | None = None

    @property
    def person(self) -> dict[str, object]:
        """All that was told of who comes."""
        return self.customers[0].model_dump() | {"notes": self.notes}

    def contact(self) -> Contact:
        """Of the first customer."""
        first = self.customers[0]
        name = f"{first.firstName or ''} {first.lastName or ''}"
        return contact_of(name, first.email or "", first.phone or "", self.notes or "")


def wanted_of(body: bytes) -> Wanted:
    """Raises Fault without a word of what was in the body."""
    try:
        return Wanted.model_validate_json(body)
    except ValidationError as faults:
        places = {".".join(map(str, fault["loc"])) or "body" for fault in faults.errors()}
        raise Fault(400, f"cannot be read: {', '.join(sorted(places))}") from None
