"""Sweep peers: a grid of 100 x 100 parameter sets over candles, with every order kept.

    sweep.py vectorbt|backtesting crossing|levels|single FOLDER

FOLDER has candles.bin (bench/inputs/make-candles.ts). The rules are those of
bench/micro/ours/sweep.ts: signals at a bar's close, orders of one unit at the next open, fees of
0.1 %. backtesting.py runs one set after the other, so it runs a few of them and counts their bars.
A child process with the line protocol of docs/benchmarks.md.
"""

import json
import os
import sys
import time
import warnings

import numba
import numpy as np

CASH = 1_000_000.0
FEE = 0.001
EXIT = 70.01
GRIDS = {
    "crossing": (np.arange(5, 105), np.arange(110, 610, 5)),
    "levels": (np.arange(2, 102), 20.03 + 0.5 * np.arange(100)),
}
#: One backtest of crossing averages.
SINGLE = (20, 100)
#: Sets of the grid that backtesting.py runs.
FEW = [0, 4321, 9999]


@numba.njit(cache=True)
def mix_rows(rows):
    """The checksum of docs/benchmarks.md over rows of integers."""
    hash_ = np.uint32(0)
    for i in range(rows.shape[0]):
        for k in range(rows.shape[1]):
            value = np.uint64(rows[i, k])
            low = np.uint32(value & np.uint64(0xFFFFFFFF))
            high = np.uint32(value >> np.uint64(32))
            x = hash_ ^ low
            x = np.uint32((x << np.uint32(15)) | (x >> np.uint32(17)))
            x = np.uint32(np.uint64(x) * np.uint64(0x9E3779B1) & np.uint64(0xFFFFFFFF))
            x = x ^ high
            x = np.uint32((x << np.uint32(13)) | (x >> np.uint32(19)))
            hash_ = np.uint32(np.uint64(x) * np.uint64(0x85EBCA6B) & np.uint64(0xFFFFFFFF))
    return hash_


@numba.njit(cache=True)
def wilder_rsi(close, period):
    """Relative strength by Wilder's averages, NaN before the first value."""
    out = np.full(close.shape[0], np.nan)
    gain = 0.0
    loss = 0.0
    for i in range(1, close.shape[0]):
        change = close[i] - close[i - 1]
        up = change if change > 0 else 0.0
        down = -change if change < 0 else 0.0
        if i <= period:
            gain += up
            loss += down
            if i == period:
                gain /= period
                loss /= period
        else:
            gain = (gain * (period - 1) + up) / period
            loss = (loss * (period - 1) + down) / period
        if i >= period:
            out[i] = 100.0 * gain / (gain + loss) if gain + loss > 0 else 0.0
    return out


@numba.njit(cache=True)
def average(close, period):
    """Moving average, NaN before the first value; the product makes ties fall as ours do."""
    out = np.full(close.shape[0], np.nan)
    inverse = 1.0 / period
    total = 0.0
    for i in range(close.shape[0]):
        total += close[i]
        if i >= period:
            total -= close[i - period]
        if i >= period - 1:
            out[i] = total * inverse
    return out


def later(signals):
    """Signals of a bar become orders of the next one."""
    out = np.zeros_like(signals)
    out[1:] = signals[:-1]
    return out


class Vectorbt:
    """The whole grid: a hundred sets are simulated at a time, so that they fit into memory."""

    def __init__(self, profile, bars):
        import pandas as pd
        import vectorbt as vbt

        self.vbt = vbt
        self.version = "vectorbt %s, numba %s" % (vbt.__version__, numba.__version__)
        self.profile = profile
        self.open = bars[:, 0].astype(float)
        self.close = bars[:, 3].astype(float)
        self.index = pd.date_range("2024-01-01", periods=len(bars), freq="min")
        self.grid = GRIDS.get(profile, tuple(np.array([period]) for period in SINGLE))
        self.units = len(self.grid[0]) * len(self.grid[1]) * len(bars)

    def indicator(self, function, periods):
        """A column for each period."""
        factory = self.vbt.IndicatorFactory(
            input_names=["close"], param_names=["period"], output_names=["value"]
        )
        made = factory.from_apply_func(
            lambda close, period: function(close[:, 0], period).reshape(-1, 1)
        )
        values = made.run(self.close, period=periods.tolist()).value.values
        return values.reshape(len(self.close), len(periods))

    def parts(self):
        """Entries and exits of a hundred sets at a time, first parameter after first parameter."""
        first, second = self.grid
        if self.profile == "levels":
            values = self.indicator(wilder_rsi, first)
            for k in range(len(first)):
                strength = values[:, k:k + 1]
                below = strength < second
                was_above = later(~np.isnan(strength) & ~below)
                yield below & was_above, np.repeat(strength > EXIT, len(second), axis=1)
            return
        fast, slow = self.indicator(average, first), self.indicator(average, second)
        for k in range(len(first)):
            quick = fast[:, k:k + 1]
            above, below = quick > slow, quick < slow
            # NaN is neither above nor below, nor is it a start.
            known = ~np.isnan(slow)
            yield above & later(known & ~above), below & later(known & ~below)

    def run(self):
        orders = []
        for entries, exits in self.parts():
            portfolio = self.vbt.Portfolio.from_signals(
                self.close[:, None],
                later(entries),
                later(exits),
                price=self.open[:, None],
                size=1.0,
                fees=FEE,
                init_cash=CASH,
                freq="1min",
            )
            orders.append(portfolio.orders.values)
        return orders

    def rows(self, orders):
        width = len(self.grid[1])
        parts = []
        for k, records in enumerate(orders):
            records = np.sort(records, order=["col", "id"])
            part = np.empty((len(records), 6), np.int64)
            part[:, 0] = records["col"] + k * width
            part[:, 1] = records["idx"]
            part[:, 2] = records["side"]
            part[:, 3] = np.rint(records["price"])
            part[:, 4] = np.rint(records["size"] * 1e8)
            part[:, 5] = np.rint(records["fees"] * 1e8)
            parts.append(part)
        return np.concatenate(parts)

    def check(self):
        rows = self.rows(self.run())
        return {"trades": "%08x" % mix_rows(rows)}, {"fills": len(rows)}

    def work(self):
        return sum(len(records) for records in self.run())


class Backtesting:
    """A few sets, one after the other; what they trade is compared set by set."""

    def __init__(self, profile, bars):
        import backtesting
        import pandas as pd

        self.version = "backtesting " + backtesting.__version__
        index = pd.date_range("2024-01-01", periods=len(bars), freq="min")
        names = ["Open", "High", "Low", "Close"]
        # A trade that is open at the end is compared too.
        warnings.filterwarnings("ignore", message="Some trades remain open")
        backtesting.backtesting._tqdm = lambda items, **_: items
        self.data = pd.DataFrame(bars.astype(float), index=index, columns=names)
        strategy = self.strategy(backtesting.Strategy, profile)
        self.backtest = backtesting.Backtest(
            self.data, strategy, cash=CASH, commission=FEE, finalize_trades=False
        )
        self.name = "trades" if profile == "single" else "few"
        if profile == "single":
            self.sets = [(0, *SINGLE)]
        else:
            first, second = GRIDS[profile]
            self.sets = [(n, first[n // len(second)], second[n % len(second)]) for n in FEW]
        self.units = len(bars) * len(self.sets)

    def strategy(self, base, profile):
        class Crossing(base):
            a = 5
            b = 110

            def init(self):
                self.fast = self.I(average, np.asarray(self.data.Close), int(self.a))
                self.slow = self.I(average, np.asarray(self.data.Close), int(self.b))

            def next(self):
                fast, slow = self.fast, self.slow
                if not self.position:
                    if fast[-1] > slow[-1] and fast[-2] <= slow[-2]:
                        self.buy(size=1)
                elif fast[-1] < slow[-1] and fast[-2] >= slow[-2]:
                    self.position.close()

        class Levels(base):
            a = 14
            b = 30.0

            def init(self):
                self.strength = self.I(wilder_rsi, np.asarray(self.data.Close), int(self.a))

            def next(self):
                if not self.position:
                    if self.strength[-1] < self.b <= self.strength[-2]:
                        self.buy(size=1)
                elif self.strength[-1] > EXIT:
                    self.position.close()

        return Levels if profile == "levels" else Crossing

    def run(self):
        return [(n, self.backtest.run(a=a, b=b)) for n, a, b in self.sets]

    def check(self):
        parts = []
        for n, stats in self.run():
            fills = []
            closed = stats._trades
            for row in closed.itertuples():
                fills.append((row.EntryBar, 0, row.EntryPrice))
                fills.append((row.ExitBar, 1, row.ExitPrice))
            for trade in stats._strategy.trades:
                fills.append((trade.entry_bar, 0, trade.entry_price))
            for bar, side, price in sorted(fills):
                fee = round(price * FEE * 1e8)
                parts.append((n, bar, side, round(price), 100_000_000, fee))
        rows = np.array(parts, np.int64)
        return {self.name: "%08x" % mix_rows(rows)}, {"fills": len(rows)}

    def work(self):
        return sum(len(stats._trades) for _, stats in self.run())


def main():
    kind, profile, folder = sys.argv[1:4]
    bars = np.fromfile(os.path.join(folder, "candles.bin"), "<i8").reshape(-1, 4)
    peer = {"vectorbt": Vectorbt, "backtesting": Backtesting}[kind](profile, bars)
    say = lambda answer: print(json.dumps(answer), flush=True)
    say({"ready": True, "version": peer.version, "units": peer.units})
    for line in sys.stdin:
        command = line.split()
        if command[0] == "CHECK":
            checks, facts = peer.check()
            say({"checks": checks, "facts": facts})
        elif command[0] == "ROUND":
            ns = 0
            for _ in range(int(command[1])):
                start = time.perf_counter_ns()
                done = peer.work()
                ns += time.perf_counter_ns() - start
            say({"ns": ns, "checksum": "%08x" % done})
        else:
            return


main()
