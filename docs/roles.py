"""Writes the page of who may do what, from the tables that the host itself goes by."""

from collections.abc import Mapping

from host.keys import SCOPES
from host.web.app import ROUTES
from host.web.asked import ASKERS
from host.web.rights import calls, right_of
from wire.commands import ROLES

COLUMNS = ("kiosk", "greeter", "desk", "display", "printer", "leader", "visitor", "system")
WAYS = {
    "everyone": "everyone",
    "secret": "who knows the address or code",
    "hello": "paired devices",
    "cookie": "a paired kiosk's browser",
    "key": "keys",
    "call": "keys, call by call",
}


def roles_page() -> str:
    """Roles and commands, roles and questions, routes, and the calls of other systems."""
    marks = sum(len(roles) for roles in (*ROLES.values(), *ASKERS.values()))
    whole = (len(ROLES) + len(ASKERS)) * len(COLUMNS)
    parts = [
        "# Who may do what\n\n",
        "What does not stand here is refused. Over a line with `role_may_not`; at a route with 401 "
        "for who is not known and 403 for who may not. `tests/test_role_matrix.py` tries every "
        "route and every command with the token of each role and the key of each scope.\n\n",
        f"{len(ROLES)} commands and {len(ASKERS)} questions, {len(COLUMNS)} roles: {marks} of "
        f"{whole} are allowed. {len(ROUTES)} routes, {len(SCOPES)} scopes.\n\n",
        "`visitor` is a visit's own page, by its address. `system` is the house itself: programs "
        "with a key, other systems, imports, the clock. Neither has a token. What a greeter may "
        "do with devices is further bound by `[devices]` in the [settings](settings.md).\n\n",
        "## Commands\n\n",
        _grid("command", ROLES),
        "\n## Questions\n\n",
        _grid("question", ASKERS),
        "\n## Routes\n\n| route | open to | exactly |\n|---|---|---|\n",
    ]
    parts += [f"| `{path}` | {_open_to(path)} | {said} |\n" for path, said in ROUTES.items()]
    parts.append("\n## Calls of other systems\n\n| call | scope |\n|---|---|\n")
    parts += [f"| `{method} {path}` | `{scope}` |\n" for method, path, scope in calls()]
    parts.append("\n## Scopes of keys\n\n| scope | good for |\n|---|---|\n")
    parts += [f"| `{scope}` | {told} |\n" for scope, told in SCOPES.items()]
    return "".join(parts)


def _grid(head: str, table: Mapping[str, frozenset[str]]) -> str:
    lines = [f"| {head} | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|"]
    for kind, roles in table.items():
        marks = " | ".join("yes" if role in roles else "" for role in COLUMNS)
        lines.append(f"| `{kind}` | {marks} |")
    return "\n".join(lines) + "\n"


def _open_to(path: str) -> str:
    right = right_of("GET", path)
    told = [f"`{scope}`" for scope in sorted(right.scopes | right_of("POST", path).scopes)]
    told += sorted(right.roles) if right.way == "key" else []
    told += ["this computer"] if right.at_home else []
    return ", ".join(told) or WAYS[right.way]
