"""The description of the REST interface: OpenAPI 3.1 as FastAPI makes it from the routes, with what
every route shares: keys, the version's header, and how it says no.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from host.keys import SCOPES
from host.settings import Settings
from host.web.api.gate import scope_of
from host.web.api.once import HEADER, LETTERS_MAX
from host.web.api.problems import MEDIA_TYPE, Problem, ProblemPart, title_of

VERSION = "1.1.0"
"""Of this interface (semver), not of Balie: a new number at each change that programs can see."""
TITLE = "Balie: appointments"
CHANGES_ONCE = frozenset({"post", "patch", "delete"})
TELLS_WHERE = ("/appointments", "/callbacks")
"""Routes whose answer says where what was made stands."""
REASONS = {
    "400": title_of("unreadable"),
    "401": title_of("key_unknown"),
    "403": "The key is not good for this, or not here.",
    "404": title_of("visit_unknown"),
    "409": "Not as things stand now: `word` says why.",
    "413": title_of("too_large"),
    "422": "Refused by a rule of the town: `word` says which.",
    "429": title_of("too_fast"),
    "503": title_of("busy"),
}


def described(api: FastAPI, settings: Settings) -> dict[str, Any]:
    """The whole document."""
    address = settings.server.url.rstrip("/")
    told = get_openapi(
        title=TITLE,
        version=VERSION,
        description=_introduction(settings),
        routes=api.routes,
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        servers=[{"url": f"{address}/api/v1", "description": settings.town.name}],
        tags=[
            {"name": "catalogue", "description": "What can be booked, where, and when."},
            {"name": "appointments", "description": "Hold, book, look, move, cancel."},
            {"name": "callbacks", "description": "Promises to call back, and how they were kept."},
            {"name": "figures", "description": "Today's waits."},
            {"name": "description", "description": "Of this interface."},
        ],
    )
    told["info"]["contact"] = _contact(settings)
    routes = [route for route in api.routes if isinstance(route, APIRoute)]
    for route in routes:
        for method in route.methods or ():
            if method.lower() in told["paths"].get(route.path, {}):
                _complete(told["paths"][route.path][method.lower()], method.lower(), route)
    _share(told["components"])
    return told


def _introduction(settings: Settings) -> str:
    return (
        f"The agenda of {settings.town.name}, for programs. A request carries a key, as "
        "`Authorization: Bearer` or `X-Api-Key`. Every refusal is a problem (RFC 9457) with one "
        "stable `word`; `/problems` lists them."
    )


def _contact(settings: Settings) -> dict[str, str]:
    """Whoever runs this host; where the settings name no mail address, a location's."""
    mails = (place.address.mail for place in settings.locations.values())
    mail = settings.town.mail or next(filter(None, mails), "")
    told = {"name": settings.town.name, "url": settings.server.url}
    return told | ({"email": mail} if mail else {})


def _complete(operation: dict[str, Any], method: str, route: APIRoute) -> None:
    """What FastAPI cannot know of a route."""
    scope = scope_of(route)
    reasons = {"400", "413"}
    if "security" in operation:
        reasons |= {"401", "403", "422", "429", "503"}
    if "{" in route.path:
        reasons.add("404")
    if "catalogue" in route.tags:
        reasons.add("422")
    if method in CHANGES_ONCE:
        reasons.add("409")
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/Once"})
    answers = operation["responses"]
    answers.pop("422", None)
    for status, answer in answers.items():
        answer["description"] = "Done."
        answer["headers"] = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
        if method == "post" and status == "201" and route.path in TELLS_WHERE:
            answer["headers"]["Location"] = {"$ref": "#/components/headers/Location"}
    answers |= {status: {"$ref": f"#/components/responses/P{status}"} for status in sorted(reasons)}
    operation["operationId"] = route.name
    if scope is not None:
        operation["description"] = f"For keys with the scope `{scope}`: {SCOPES[scope]}."


def _share(parts: dict[str, Any]) -> None:
    """What the operations point at."""
    schemas = parts["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for model in (Problem, ProblemPart):
        made = model.model_json_schema(ref_template="#/components/schemas/{model}")
        made.pop("$defs", None)
        schemas[model.__name__] = made
    version = {"$ref": "#/components/headers/ApiVersion"}
    parts["headers"] = {
        "ApiVersion": {
            "description": "Of this interface, as major.minor.patch.",
            "schema": {"type": "string", "examples": [VERSION]},
        },
        "Location": {"description": "Of what was made.", "schema": {"type": "string"}},
        "RetryAfter": {"description": "Seconds.", "schema": {"type": "string"}},
    }
    parts["parameters"] = {
        "Once": {
            "name": HEADER,
            "in": "header",
            "required": False,
            "description": "Made by the sender; the same again acts once and hears the same.",
            "schema": {"type": "string", "pattern": f"^[!-~]{{1,{LETTERS_MAX}}}$"},
        }
    }
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    parts["responses"] = {}
    for status, reason in REASONS.items():
        headers = {"API-Version": version}
        if status in ("429", "503"):
            headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
        answer = {"description": reason, "headers": headers, "content": problem}
        parts["responses"][f"P{status}"] = answer
    parts["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "balie key add"},
        "api_key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
    }
