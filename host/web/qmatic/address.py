"""Reads a path with matrix parameters, `dates;servicePublicId=a`. Knows no call."""

from dataclasses import dataclass, field
from urllib.parse import unquote


@dataclass(frozen=True)
class Address:
    """The parts of a path, decoded, and the parameters that stood behind them."""

    parts: tuple[str, ...]
    given: dict[str, list[str]] = field(default_factory=dict)


def address_of(raw: str) -> Address:
    """Of a path as it came over the wire. It is cut at `/` and `;` before it is decoded, so that an
    encoded one stays part of its value.
    """
    parts: list[str] = []
    given: dict[str, list[str]] = {}
    for segment in raw.strip("/").split("/"):
        part, *parameters = segment.split(";")
        parts.append(unquote(part))
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name:
                given.setdefault(unquote(name), []).append(unquote(value))
    return Address(_one_version(parts), given)


def _one_version(parts: list[str]) -> tuple[str, ...]:
    """Who writes the version into the base address sends it twice: `v1/v1/...`, `v1/v2/...`."""
    twice = len(parts) > 1 and parts[0] == "v1" and parts[1] in ("v1", "v2")
    return tuple(parts[1:] if twice else parts)
