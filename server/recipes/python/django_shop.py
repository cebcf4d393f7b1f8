"""A whole shop in Django, in one file: python django_shop.py runserver

Take the views into your project as they are; settings and tables stand here so that the file runs by itself.
"""

import json
import os
import sys
import uuid
from pathlib import Path

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from kasir import Kasir, verify
from orders import follow

settings.configure(
    SECRET_KEY=os.environ.get("DJANGO_SECRET_KEY") or str(uuid.uuid4()),
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("SHOP_FILE", "shop.db")}},
    MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

KASIR_URL, SHOP_URL = os.environ["KASIR_URL"], os.environ["SHOP_URL"]
WEBHOOK_SECRET = os.environ["KASIR_WEBHOOK_SECRET"]
ORDER_SCRIPT = Path(__file__).with_name("order.js").read_bytes()
HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
)
PRICES = {"tea": 45_000, "cup": 105_000}
COLUMNS = ("id", "amount", "currency", "status", "checkout_id", "sequence", "refunded", "review")
kasir = Kasir(KASIR_URL, os.environ["KASIR_API_KEY"])


def create_tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "create table if not exists orders (id text primary key, amount integer not null, currency text not null,"
            " status text not null, checkout_id text, sequence integer not null, refunded integer not null, review text)"
        )
        cursor.execute("create table if not exists kasir_events (id text primary key)")


def find_order(order_id):
    with connection.cursor() as cursor:
        # With PostgreSQL or MySQL add `for update`: two events of an order may arrive at once.
        cursor.execute(f"select {', '.join(COLUMNS)} from orders where id = %s", [order_id])
        row = cursor.fetchone()
    return row and dict(zip(COLUMNS, row))


def save_order(order):
    with connection.cursor() as cursor:
        cursor.execute(
            f"replace into orders ({', '.join(COLUMNS)}) values ({', '.join(['%s'] * len(COLUMNS))})",
            [order[column] for column in COLUMNS],
        )


def token_for(order):
    """The token of the page. The key makes a repeat harmless: after a crash the same checkout is found again."""
    if order["checkout_id"]:
        return kasir.renew_token(order["checkout_id"])
    checkout = kasir.create_checkout(
        {
            "reference": order["id"],
            "amount": order["amount"],
            "currency": order["currency"],
            "description": "Tea house",
            "returnUrl": f"{SHOP_URL}/orders/{order['id']}",
        },
        idempotency_key=f"checkout-of-{order['id']}",
    )
    with connection.cursor() as cursor:
        # This column alone: an event may have changed the others meanwhile.
        cursor.execute("update orders set checkout_id = %s where id = %s", [checkout["id"], order["id"]])
    return checkout["clientToken"]


def shop(request):
    return HttpResponse(
        f'{HEAD}<title>Tea house</title><form method="post" action="/orders">'
        '<label><input type="checkbox" name="goods" value="tea" checked> Tea, Rp45.000</label> '
        '<label><input type="checkbox" name="goods" value="cup" checked> Cup, Rp105.000</label> '
        "<button>Order</button></form>"
    )


@csrf_exempt  # In your shop use {% csrf_token %} in the form.
def place_order(request):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    # The amount is the shop's: a browser names goods, never a price.
    amount = sum(PRICES.get(name, 0) for name in request.POST.getlist("goods"))
    if amount == 0:
        return HttpResponse("Choose something first.", status=400)
    order = dict.fromkeys(COLUMNS) | {"id": str(uuid.uuid4()), "amount": amount, "currency": "IDR"}
    save_order(order | {"status": "pending", "sequence": 0, "refunded": 0})
    response = HttpResponseRedirect(f"/orders/{order['id']}")
    response.status_code = 303
    return response


@never_cache
def show_order(request, order_id):
    order = find_order(order_id)
    if order is None:
        return HttpResponse("No such order.", status=404)
    page = format_html('<p data-status="{0}">Order {1}: {0}</p>', order["status"], order["id"])
    if order["status"] == "pending":
        page += format_html(
            '<script type="module" src="/order.js"></script><script type="module" src="{0}/kasir.js"></script>'
            '<kasir-checkout bff="{0}" token="{1}"></kasir-checkout>',
            KASIR_URL,
            token_for(order),
        )
    return HttpResponse(format_html("{}<title>Your order</title>{}", mark_safe(HEAD), page))


@csrf_exempt  # It changes nothing, and no other origin can read the answer.
@never_cache
def renew_token(request, order_id):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    order = find_order(order_id)
    if order is None or order["status"] != "pending":
        return HttpResponse(status=409)
    return JsonResponse({"clientToken": token_for(order)})


def order_script(request):
    return HttpResponse(ORDER_SCRIPT, content_type="text/javascript; charset=utf-8")


@csrf_exempt
def webhook(request):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    # request.body, before request.POST: the signature covers the bytes.
    if not verify(WEBHOOK_SECRET, request.headers, request.body):
        return HttpResponse(status=401)
    apply_event(request.headers["webhook-id"], json.loads(request.body))
    return HttpResponse(status=204)


@transaction.atomic
def apply_event(event_id, event):
    """Applies an event once: its id and what it changes are one transaction."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("insert into kasir_events (id) values (%s)", [event_id])
    except IntegrityError:
        return
    checkout = event["data"].get("checkout")
    order = checkout and find_order(checkout["reference"])
    if order and (order["checkout_id"] or checkout["id"]) == checkout["id"]:
        save_order(follow(order, event))


urlpatterns = [
    path("", shop),
    path("orders", place_order),
    path("orders/<str:order_id>", show_order),
    path("orders/<str:order_id>/token", renew_token),
    path("order.js", order_script),
    path("webhooks/kasir", webhook),
]

if __name__ == "__main__":
    create_tables()
    execute_from_command_line(sys.argv)
