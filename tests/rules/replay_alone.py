"""Replay a certificate with the standard library and the rules alone: `python replay_alone.py CERTIFICATE LIST`.

Run under other Pythons, which have none of our libraries. Prints 'identical', or what differs.
"""

import csv
import hashlib
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from trigpoint.rules.balance import BalanceRow
from trigpoint.rules.case_list import Attribute, AttributeValue, ListedCase
from trigpoint.rules.certificate import Certificate, DrawnFor, EarlierSeed, FrozenList, Seed, replay
from trigpoint.rules.eligibility import Ineligibility, LeftOut
from trigpoint.rules.sample_settings import CaseWindow, SampleSettings, Sizing
from trigpoint.rules.sampling import Sample, SamplingSettings, TakenOut, TypeSample
from trigpoint.rules.source import Source


def settings(said: Any) -> SamplingSettings:
    size = said["size"]
    windows = tuple(CaseWindow(**one) for one in size["windows"])
    sizes = SampleSettings(
        size["confidence_percent"],
        size["margin_points"],
        windows,
        tuple(size["matched"]),
        Source(**size["source"]),
        Sizing(size.get("sizing", "first_type")),
    )
    attributes = tuple(
        Attribute(one["id"], one["label"], tuple(AttributeValue(**value) for value in one["values"]))
        for one in said["attributes"]
    )
    return SamplingSettings(date.fromisoformat(said["fieldwork"]), sizes, attributes)


def type_sample(said: Any) -> TypeSample:
    rows = tuple(
        BalanceRow(**{**row, "attributes": tuple(row["attributes"]), "values": tuple(row["values"])})
        for row in said["balance"]
    )
    taken_out = tuple(TakenOut(**one) for one in said["taken_out"])
    lists = {name: tuple(said[name]) for name in ("chosen", "reserves")}
    return TypeSample(**{**said, **lists, "taken_out": taken_out, "balance": rows})


def certificate(said: Any) -> Certificate:
    times = {name: datetime.fromisoformat(said["seed"][name]) for name in ("committed_at", "list_in_at", "drawn_at")}
    left_out = tuple(
        LeftOut(one["reference"], Ineligibility(one["ground"]), one["detail"]) for one in said["sample"]["left_out"]
    )
    return Certificate(
        said["rule"],
        DrawnFor(**said["drawn_for"]),
        settings(said["settings"]),
        said["list_sha256"],
        Seed(**{**said["seed"], **times}),
        tuple(
            EarlierSeed(**{**one, "committed_at": datetime.fromisoformat(one["committed_at"])})
            for one in said["earlier"]
        ),
        said["exclusions"],
        Sample(tuple(type_sample(one) for one in said["sample"]["types"]), left_out),
    )


def frozen(content: bytes) -> FrozenList:
    _, *rows = csv.reader(content.decode().splitlines())
    cases = tuple(
        ListedCase(reference, child, case_type, date.fromisoformat(disposed), tuple(profile))
        for case_type, reference, child, disposed, *profile in rows
    )
    return FrozenList(cases, hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    said, case_list = (Path(one) for one in sys.argv[1:3])
    found = replay(certificate(json.loads(said.read_text("utf-8"))), frozen(case_list.read_bytes()))
    sys.stdout.write(f"{found or 'identical'}\n")
