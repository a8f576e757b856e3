"""Checks an hftbacktest tape that Outcry wrote with hftbacktest itself.

    python -m venv /tmp/hft && /tmp/hft/bin/pip install hftbacktest==2.4.4
    /tmp/hft/bin/python bench/peers/check_npz.py TAPE.npz --tick 0.1 --lot 0.001

1. The array has hftbacktest's own row type and passes its validate_event_order.
2. The rows in receive order, put through hftbacktest's correct_event_order, give the same array.
3. hftbacktest loads the file and runs through it; the last top of its book is printed.

Prints one line per check; exits with 1 when one fails.  .npy files do as well.
"""

import argparse
import sys
import warnings

import numpy as np
from hftbacktest import BacktestAsset, HashMapMarketDepthBacktest
from hftbacktest.data import correct_event_order, validate_event_order
from hftbacktest.types import EXCH_EVENT, LOCAL_EVENT, event_dtype


def main() -> int:
    warnings.filterwarnings("ignore", category=Warning, module="(numba|hftbacktest).*")
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("file")
    args.add_argument("--tick", type=float, required=True)
    args.add_argument("--lot", type=float, required=True)
    opts = args.parse_args()

    loaded = np.load(opts.file, allow_pickle=False)
    data = loaded["data"] if opts.file.endswith(".npz") else loaded
    failed = 0

    def report(name: str, ok: bool, note: str = "") -> None:
        nonlocal failed
        failed += not ok
        print(f"{'ok  ' if ok else 'FAIL'} {name} {note}")

    report("row type", data.dtype == event_dtype, f"{len(data)} rows")
    try:
        validate_event_order(data)
        report("event order", True)
    except ValueError as error:
        report("event order", False, str(error))

    local = (data["ev"] & LOCAL_EVENT) == LOCAL_EVENT
    exchange = (data["ev"] & EXCH_EVENT) == EXCH_EVENT
    latency = data["local_ts"][local] - data["exch_ts"][local]
    report("feed latency above 0", bool(latency.min() > 0), f"smallest {latency.min()} ns")

    single = np.sum(local != exchange)
    # np.load drops the mark of alignment that hftbacktest's compiled functions ask for.
    rows = np.empty(int(local.sum()), event_dtype)
    rows[:] = data[local]
    rows["ev"] &= ~np.uint64(EXCH_EVENT | LOCAL_EVENT)
    again = correct_event_order(
        rows,
        np.argsort(rows["exch_ts"], kind="mergesort"),
        np.argsort(rows["local_ts"], kind="mergesort"),
    )
    same = len(again) == len(data) and bool(np.all(again == data))
    report("same as correct_event_order", same, f"{single} rows with one flag")

    asset = (
        BacktestAsset()
        .data([opts.file])
        .linear_asset(1.0)
        .constant_order_latency(10_000_000, 10_000_000)
        .risk_adverse_queue_model()
        .no_partial_fill_exchange()
        .trading_value_fee_model(0.0, 0.0)
        .tick_size(opts.tick)
        .lot_size(opts.lot)
        .last_trades_capacity(0)
    )
    hbt = HashMapMarketDepthBacktest([asset])
    steps = 0
    while hbt.elapse(1_000_000_000) == 0:
        steps += 1
    depth = hbt.depth(0)
    found = np.isfinite(depth.best_bid) and np.isfinite(depth.best_ask)
    top = f"{depth.best_bid_qty} @ {depth.best_bid} / {depth.best_ask} @ {depth.best_ask_qty}"
    report("hftbacktest runs it", bool(found) and steps > 0, f"{steps} s, top {top}")
    hbt.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
