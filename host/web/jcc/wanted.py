"""What a JCC client sends to book; everything else that it sends is looked at by nobody."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from host.agenda.records import Contact
from host.web.interop.people import contact_of
from host.web.jcc.answers import Fault


class Customer(BaseModel):
    """Who comes; the gender is a number in one version of a client and a text in another."""

    model_config = ConfigDict(extra="allow")
    """The rest is not kept; it tells a repeat from another person of the same name."""
    firstName: str | None = None
    initials: str | None = None
    lastNamePrefix: str | None = None
    lastName: str | None = None
    emailAddress: str | None = None
    phoneNumber: str | None = None
    mobilePhoneNumber: str | None = None


class Chosen(BaseModel):
    activityId: str
    amount: Annotated[int, Field(ge=1)] = 1


class Wanted(BaseModel):
    """The body of a booking."""

    activityList: Annotated[list[Chosen], Field(min_length=1)]
    customerList: Annotated[list[Customer], Field(min_length=1)]
    fromDateTime: datetime
    """With an offset, or local."""
    locationId: str
    message: str | None = None

    @property
    def person(self) -> dict[str, object]:
        """All that was told of who comes."""
        return self.customerList[0].model_dump() | {"message": self.message}

    def contact(self) -> Contact:
        """Of the first customer."""
        first = self.customerList[0]
        parts = (first.firstName or first.initials, first.lastNamePrefix, first.lastName)
        return contact_of(
            " ".join(part for part in parts if part),
            first.emailAddress or "",
            first.phoneNumber or first.mobilePhoneNumber or "",
            self.message or "",
        )


def wanted_of(body: bytes) -> Wanted:
    """Raises Fault without a word of what was in the body."""
    try:
        return Wanted.model_validate_json(body)
    except ValidationError as faults:
        places = {".".join(map(str, fault["loc"])) or "body" for fault in faults.errors()}
        raise Fault(400, f"cannot be read: {', '.join(sorted(places))}") from None
