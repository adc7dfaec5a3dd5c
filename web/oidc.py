"""Signing in at a provider (OpenID Connect, authorization code with PKCE). Nothing is kept between
the two halves but a cookie in the browser that began.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from vanban.pipeline.extras import extra
from vanban.tracking.errors import TrackingError
from vanban.tracking.people.errors import SignInFailed

_SECONDS = 10.0
"""How long the provider may take to answer."""
_LEEWAY = 60
"""Seconds that its clock may differ from ours."""
_SIGNED_BY = ("RS256", "PS256", "ES256", "EdDSA")
"""Keys of the provider alone: never a shared secret, never none."""
_LOOPBACK = ("127.0.0.1", "localhost")


class ProviderFailed(TrackingError):
    """The provider does not answer, or not as one."""

    code = "provider-failed"
    advice = "Thử lại sau ít phút; vẫn lỗi thì báo quản trị."


@dataclass(frozen=True, slots=True)
class Provider:
    """Where people sign in instead. ``name``: what the button calls it. ``acr``: the strength of
    signing in that is asked for, which the answer must then name.
    """

    issuer: str
    client: str
    secret: str
    name: str
    acr: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One try, known to the browser that began it. ``back``: where to go afterwards;
    ``invitation``: the secret of the link that was opened.
    """

    state: str
    nonce: str
    verifier: str
    back: str
    invitation: str

    def kept(self) -> Mapping[str, str]:
        """As a cookie keeps it."""
        return asdict(self)


def provider_of(environment: Mapping[str, str] = os.environ) -> Provider | None:
    """What VANBAN_OIDC_ISSUER and the like name; ``ProviderFailed`` for one without TLS."""
    issuer = environment.get("VANBAN_OIDC_ISSUER")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ProviderFailed("VANBAN_OIDC_ISSUER phải là địa chỉ https", "Sửa rồi chạy lại.")
    secret = Path(environment["VANBAN_OIDC_SECRET_FILE"]).read_text("utf-8").strip()
    name = environment.get("VANBAN_OIDC_NAME", "tài khoản của cơ quan")
    acr = environment.get("VANBAN_OIDC_ACR") or None
    return Provider(issuer, environment["VANBAN_OIDC_CLIENT"], secret, name, acr)


def begin(provider: Provider, ours: str, *, back: str, invitation: str = "") -> tuple[str, Turn]:
    """The address to go to, and the turn to keep. ``ours``: where people are sent back."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    turn = Turn(state, nonce, verifier, back, invitation)
    with _answers(), _client(provider, ours) as client:
        about = _described(provider)
        asked = {"acr_values": provider.acr} if provider.acr else {}
        address, _ = client.create_authorization_url(
            about["authorization_endpoint"],
            state=turn.state,
            nonce=turn.nonce,
            code_verifier=turn.verifier,
            **asked,
        )
    return str(address), turn


def finish(
    provider: Provider, ours: str, turn: Turn, came_back: str, clock: Callable[[], datetime]
) -> str:
    """The lasting name at the provider of who came back to the address ``came_back``.

    ``SignInFailed`` for an answer that is not to this turn or is not the provider's;
    ``ProviderFailed`` for none.
    """
    answer = {name: values[0] for name, values in parse_qs(urlsplit(came_back).query).items()}
    if not secrets.compare_digest(answer.get("state", ""), turn.state) or "code" not in answer:
        raise SignInFailed("nơi đăng nhập không cho vào, hoặc lượt này không còn", _AGAIN)
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise SignInFailed("trả lời đến từ nơi khác", _AGAIN)
    with _answers(), _client(provider, ours) as client:
        about = _described(provider)
        token = client.fetch_token(
            about["token_endpoint"], code=answer["code"], code_verifier=turn.verifier
        )
        keys = _fetched(about["jwks_uri"])
    return _subject(provider, turn, str(token.get("id_token", "")), keys, clock)


_AGAIN = "Đăng nhập lại từ đầu."


def _subject(
    provider: Provider, turn: Turn, signed: str, keys: Any, clock: Callable[[], datetime]
) -> str:
    """Who the signed token says has signed in, to us, in this turn, just now."""
    from joserfc import errors, jwk, jwt

    wanted: dict[str, Any] = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client},
        "nonce": {"essential": True, "value": turn.nonce},
        "exp": {"essential": True},
        "sub": {"essential": True},
    }
    if provider.acr:
        wanted["acr"] = {"essential": True, "value": provider.acr}
    try:
        token = jwt.decode(signed, jwk.KeySet.import_key_set(keys), algorithms=_SIGNED_BY)
        moment = int(clock().timestamp())
        jwt.JWTClaimsRegistry(moment, _LEEWAY, **wanted).validate(token.claims)
    except (errors.JoseError, ValueError) as error:
        raise SignInFailed("không xác minh được trả lời của nơi đăng nhập", _AGAIN) from error
    return str(token.claims["sub"])


def _client(provider: Provider, ours: str) -> Any:
    oauth = extra("authlib.integrations.httpx_client", "oidc")
    return oauth.OAuth2Client(
        provider.client,
        provider.secret,
        scope="openid",
        redirect_uri=ours,
        code_challenge_method="S256",
        timeout=_SECONDS,
    )


def _described(provider: Provider) -> Any:
    """What the provider says of itself; it must be the one that was asked."""
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    about = _fetched(address)
    if about["issuer"] != provider.issuer:
        raise ProviderFailed(f"nơi đăng nhập tự xưng là {about['issuer']}")
    return about


def _fetched(address: str) -> Any:
    import httpx

    return httpx.get(address, timeout=_SECONDS).raise_for_status().json()


@contextmanager
def _answers() -> Iterator[None]:
    from json import JSONDecodeError

    from authlib.common.errors import AuthlibBaseError
    from httpx import HTTPError

    try:
        yield
    except AuthlibBaseError as error:
        raise SignInFailed("nơi đăng nhập từ chối lượt này", _AGAIN) from error
    except (HTTPError, KeyError, JSONDecodeError) as error:
        raise ProviderFailed("nơi đăng nhập không trả lời") from error
