"""How an order follows its checkout. Rows are dictionaries; see `django_shop.py` for the tables."""


def follow(order, event):
    """Brings an order in line with an event, which may come late, twice, or after a later one.

    The views say how things are, so the order follows them. The type is needed only for what is done once, and only if no
    later event was seen: the views of a late event are those of the moment it was sent, its type is history.
    """
    checkout, payment = event["data"]["checkout"], event["data"].get("payment") or {}
    is_late = event["data"]["sequence"] < order["sequence"]
    order["checkout_id"] = checkout["id"]
    order["sequence"] = max(order["sequence"], event["data"]["sequence"])
    order["refunded"] = max(order["refunded"], sum(each["refundedAmount"] for each in checkout["payments"]))
    if checkout["status"] == "paid" and order["status"] != "paid":
        is_exact = (checkout["amount"], checkout["currency"]) == (order["amount"], order["currency"])
        # Here the goods go out, once: "paid" is never left.
        order["status"] = "paid" if is_exact else "review"
    elif checkout["status"] in ("expired", "canceled") and order["status"] == "pending":
        order["status"] = checkout["status"]
    # A person has to decide: see "Reviews" in the server's README.
    if event["type"] == "payment.review_required" and not is_late:
        order["review"] = payment.get("review") or "unknown"
    return order
