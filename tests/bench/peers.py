"""Extruct and price-parser behind a pipe, for tests/bench: one JSON request a line in, one answer a line out.

{"html": PATH of a .html.gz, "url": U} gives {"ms": TIME, "facts": {...}} of extruct, all syntaxes, the time without gunzipping.
{"strings": [[PRICE, HINT], ...]} gives {"ms": TIME, "amounts": [...]} of price-parser.
"""
import gzip
import json
import logging
import sys
import time

import extruct
from price_parser import Price

logging.disable(logging.CRITICAL)
SYNTAXES = ["json-ld", "microdata", "rdfa", "opengraph"]


def first(value):
    """The first of a list, the name of an object, the text itself."""
    while isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return first(value.get("name") or value.get("@value"))
    return None if value is None else str(value).strip() or None


def items(value):
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def products(value):
    """Products of a syntax, those inside graphs and pages too."""
    if isinstance(value, list):
        return [found for item in value for found in products(item)]
    if not isinstance(value, dict):
        return []
    kinds = value.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if any(str(kind).lower().endswith("product") for kind in kinds):
        return [value]
    return [found for item in value.values() for found in products(item)]


def facts(data):
    """The facts of the first product that states each, in extruct's own order of syntaxes."""
    known = {}
    found = [product for syntax in SYNTAXES for product in products(data.get(syntax))]
    for product in found:
        for offer in items(product.get("offers")) + [product]:
            inner = items(offer.get("offers"))
            for part in [offer, *inner]:
                price = first(part.get("price")) or first(part.get("lowPrice")) or first(part.get("product:price:amount"))
                amount = Price.fromstring(price).amount if price else None
                if amount is not None:
                    currency = first(part.get("priceCurrency")) or first(part.get("product:price:currency"))
                    known.setdefault("price", {"amount": str(amount)} | ({"currency": str(currency)} if currency else {}))
                stock = first(part.get("availability"))
                if stock:
                    known.setdefault("availability", stock.rstrip("/").rsplit("/", 1)[-1])
        for fact, names in {"brand": ["brand"], "sku": ["sku"], "mpn": ["mpn"], "gtin": ["gtin13", "gtin", "gtin12", "gtin14", "gtin8"]}.items():
            for part in [product, *items(product.get("offers"))]:
                for name in names:
                    value = first(part.get(name))
                    if value:
                        known.setdefault(fact, value)
    return known


def answer(request):
    if "strings" in request:
        start = time.perf_counter()
        read = [Price.fromstring(price, currency_hint=hint).amount_float for price, hint in request["strings"]]
        return {"ms": (time.perf_counter() - start) * 1000, "amounts": read}
    with gzip.open(request["html"]) as file:
        html = file.read().decode("utf-8", "replace")
    start = time.perf_counter()
    data = extruct.extract(html, base_url=request["url"], uniform=True, syntaxes=SYNTAXES, errors="log")
    return {"ms": (time.perf_counter() - start) * 1000, "facts": facts(data)}


for line in sys.stdin:
    try:
        result = answer(json.loads(line))
    except Exception as error:  # noqa: BLE001: a page that extruct cannot read is an answer too
        result = {"error": str(error)[:200]}
    print(json.dumps(result), flush=True)
