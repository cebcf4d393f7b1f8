"""What a shop in Python asks of Kasir, with the standard library alone."""

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
import uuid

TOLERANCE_SECONDS = 300


class KasirProblem(Exception):
    """The server refused the request. `problem` is its answer (RFC 9457); `problem["code"]` is stable."""

    def __init__(self, problem):
        super().__init__(f'{problem.get("code")}: {problem.get("detail")} [request {problem.get("requestId")}]')
        self.problem = problem


class KasirUnreachable(Exception):
    """No answer after every try: repeat the call with the same key to learn whether it had its effect."""


class Kasir:
    """`url` is PUBLIC_URL of the server. Every POST keeps its key while it is repeated."""

    def __init__(self, url, api_key, tries=4, timeout=20):
        self.url, self.api_key, self.tries, self.timeout = url.rstrip("/"), api_key, tries, timeout

    def call(self, method, path, body=None, idempotency_key=None):
        headers = {"Authorization": f"Bearer {self.api_key}", "Accept": "application/json"}
        data = None
        if method == "POST":
            headers["Content-Type"] = "application/json"
            headers["Idempotency-Key"] = idempotency_key or str(uuid.uuid4())
            data = json.dumps(body or {}).encode()
        for last in [False] * (self.tries - 1) + [True]:
            request = urllib.request.Request(self.url + path, data, headers, method=method)
            try:
                with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                wait = error.headers.get("Retry-After", "1")
                wait = int(wait) if wait.isdigit() else 1
                if last or wait > 30 or error.code not in (429, 502, 503, 504):
                    raise self._refused(error) from error
            except (urllib.error.URLError, TimeoutError, ValueError, OSError) as error:
                wait = 1
                if last:
                    raise KasirUnreachable(f"{method} {path}: no answer from {self.url}") from error
            time.sleep(wait)

    @staticmethod
    def _refused(error):
        try:
            return KasirProblem(json.load(error))
        except ValueError:
            return KasirUnreachable(f"status {error.code} and no answer of Kasir's: is the address right?")

    def create_checkout(self, checkout, idempotency_key):
        return self.call("POST", "/v1/checkouts", checkout, idempotency_key)

    def renew_token(self, checkout_id):
        return self.call("POST", f"/v1/checkouts/{checkout_id}/token")["clientToken"]


def verify(secrets, headers, body, now=None):
    """Whether `body`, the bytes as they were received, is a genuine event (Standard Webhooks).

    `secrets` is KASIR_WEBHOOK_SECRET: several, comma-separated, while it is rotated. `headers` needs `get`, whatever the
    case of its names.
    """
    event_id, timestamp = headers.get("webhook-id") or "", headers.get("webhook-timestamp") or ""
    if not event_id or not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{event_id}.{timestamp}.".encode() + body
    given = [each.encode() for each in (headers.get("webhook-signature") or "").split(" ")]
    genuine = False
    for secret in secrets.split(","):
        key = base64.b64decode(secret.strip().removeprefix("whsec_"))
        expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
        genuine = any([hmac.compare_digest(expected, each) for each in given]) or genuine
    return genuine
