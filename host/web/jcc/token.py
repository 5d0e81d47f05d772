"""Access tokens for JCC clients: OAuth2 client credentials (RFC 6749, 4.4), where id and secret are
a key's own.
"""

from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from host.store import StoreBusy
from host.web.interop.keys import NOT_KEPT, TOKEN_SECONDS, Keyring, unpacked

PATHS = ("/jcc/connect/token", "/jcc/api/warp/v1/connect/token")
SCOPE = "warp-api"


def token(keyring: Keyring) -> APIRouter:
    """The token endpoint, beside the interface and within it."""
    router = APIRouter()
    for path in PATHS:

        @router.post(path, include_in_schema=False)
        async def give(request: Request) -> Response:
            try:
                return await _give(keyring, request)
            except StoreBusy:
                return _no("temporarily_unavailable", 503)

    return router


async def _give(keyring: Keyring, request: Request) -> Response:
    body = (await request.body()).decode("utf-8", "replace")
    try:
        form = {name: said[-1] for name, said in parse_qs(body, max_num_fields=20).items()}
    except ValueError:
        return _no("invalid_request", 400)
    if form.get("grant_type") != "client_credentials":
        return _no("unsupported_grant_type", 400)
    if set(form.get("scope", SCOPE).split()) - {SCOPE}:
        return _no("invalid_scope", 400)
    kind, _, said = request.headers.get("authorization", "").partition(" ")
    pair = unpacked(said.strip()) if kind.lower() == "basic" else None
    name, secret = pair or (form.get("client_id", ""), form.get("client_secret", ""))
    key = await keyring.of_pair(name, secret)
    if key is None:
        return _no("invalid_client", 401)
    told = {
        "access_token": keyring.token_for(key),
        "token_type": "Bearer",
        "expires_in": TOKEN_SECONDS,
        "scope": SCOPE,
    }
    return JSONResponse(told, headers=NOT_KEPT)


def _no(word: str, status: int) -> Response:
    headers = NOT_KEPT | ({"www-authenticate": "Basic"} if status == 401 else {})
    return JSONResponse({"error": word}, status, headers)
