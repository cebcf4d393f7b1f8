"""Serves kasir.py and orders.py of the recipe in Python with the standard library, where Django is not installed."""

import json
import os
import sys
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../../server/recipes/python"))
from kasir import Kasir, verify  # noqa: E402
from orders import follow  # noqa: E402

kasir, orders, events = Kasir(os.environ["KASIR_URL"], os.environ["KASIR_API_KEY"]), {}, set()
PRICES = {"tea": 45_000, "cup": 105_000}


def token_for(order):
    if order["checkout_id"]:
        return kasir.renew_token(order["checkout_id"])
    checkout = kasir.create_checkout(
        {
            "reference": order["id"],
            "amount": order["amount"],
            "currency": order["currency"],
            "returnUrl": f"{os.environ['SHOP_URL']}/orders/{order['id']}",
        },
        f"checkout-of-{order['id']}",
    )
    order["checkout_id"] = checkout["id"]
    return checkout["clientToken"]


class Shop(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path == "/orders":
            amount = sum(PRICES.get(name, 0) for name in parse_qs(body.decode()).get("goods", []))
            if amount == 0:
                return self.answer(400)
            order = {"id": str(uuid.uuid4()), "amount": amount, "currency": "IDR", "status": "pending"}
            orders[order["id"]] = order | {"checkout_id": None, "sequence": 0, "refunded": 0, "review": None}
            return self.answer(303, location=f"/orders/{order['id']}")
        if not verify(os.environ["KASIR_WEBHOOK_SECRET"], self.headers, body):
            return self.answer(401)
        event = json.loads(body)
        order = orders.get(event["data"]["checkout"]["reference"])
        if order and self.headers["webhook-id"] not in events:
            events.add(self.headers["webhook-id"])
            follow(order, event)
        return self.answer(204)

    def do_GET(self):
        order = orders.get(self.path.removeprefix("/orders/"))
        if order is None:
            return self.answer(404)
        page = f'<p data-status="{order["status"]}">{order["id"]}</p>'
        if order["status"] == "pending":
            bff = os.environ["KASIR_URL"]
            page += f'<script type="module" src="{bff}/kasir.js"></script>'
            page += f'<kasir-checkout bff="{bff}" token="{token_for(order)}"></kasir-checkout>'
        return self.answer(200, page, cache_control="no-store")

    def answer(self, status, text="", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Shop).serve_forever()
