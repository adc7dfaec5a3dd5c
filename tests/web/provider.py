"""A small OpenID Connect provider: a real HTTP server, real signatures, faults on demand."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from tests.databases import Clock

CLIENT, SECRET = "vanban", "bi-mat-cua-may-chu"


@dataclass
class ProviderServer:
    """``subject``: who signs in there now. ``spoil``: claims that are wrong in its next tokens;
    ``forged``: they are signed with this key instead; ``named``: what it calls itself.
    """

    clock: Clock
    subject: str = "ma-can-bo-17"
    spoil: dict[str, Any] = field(default_factory=dict)
    forged: RSAKey | OctKey | None = None
    named: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    url: str = ""
    turns: dict[str, dict[str, str]] = field(default_factory=dict)

    def about(self) -> dict[str, str]:
        """What it says of itself."""
        pages = {"authorization_endpoint": "vao", "token_endpoint": "the", "jwks_uri": "khoa"}
        return {"issuer": self.named or self.url} | {k: f"{self.url}/{v}" for k, v in pages.items()}

    def let_in(self, query: dict[str, str]) -> str:
        """Where a person goes who has signed in: back, with a code that counts once."""
        assert query["code_challenge_method"] == "S256" and query["scope"] == "openid"
        code = f"ma{len(self.turns)}"
        self.turns[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, str] | None:
        """A signed token for a code; None where client, code, address or verifier are wrong."""
        asked = self.turns.pop(form["code"], None)
        proof = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        client = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if asked is None or asked["code_challenge"] != challenge:
            return None
        if client != f"{CLIENT}:{SECRET}" or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        now = int(self.clock.now.timestamp())
        claims = {"iss": self.url, "aud": CLIENT, "sub": self.subject, "nonce": asked["nonce"]}
        claims |= {"iat": now, "exp": now + 300} | self.spoil
        algorithm = "HS256" if isinstance(self.forged, OctKey) else "RS256"
        signed = jwt.encode({"alg": algorithm, "kid": "1"}, claims, self.forged or self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}

    def public(self) -> Any:
        """Its keys, for who checks a signature."""
        return KeySet([self.key]).as_dict(private=False)


@contextmanager
def provider_server(clock: Clock) -> Iterator[ProviderServer]:
    """The provider on a free port."""
    made = ProviderServer(clock)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/vao":
                query = {name: value[0] for name, value in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("location", made.let_in(query))
                self.end_headers()
                return
            self._say(made.public() if parts.path == "/khoa" else made.about())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: value[0] for name, value in parse_qs(body).items()}
            given = made.token(form, self.headers.get("authorization", ""))
            self._say(given or {"error": "invalid_grant"}, 200 if given else 400)

        def _say(self, body: object, status: int = 200) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the tests look at what comes of it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()
