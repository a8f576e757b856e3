"""Storage peers: the same events in other formats, read back into packed rows.

    store.py FORMAT EVENTS SCRATCH      FORMAT: parquet parquet-delta npz csvgz duckdb pcodec

EVENTS is events.bin (layout: bench/inputs/format.ts). A row is what a replay loop can walk over:
one packed record of 34 bytes (hftbacktest's 64 for npz). Files lie in the page cache; everything
runs on one thread. A child process with the line protocol of docs/benchmarks.md.
"""

import json
import os
import sys
import time
import zlib

import numpy as np

HEAD = 64
EVENT = np.dtype(
    [("recv", "<i8"), ("exch", "<i8"), ("price", "<i8"), ("qty", "<i8"), ("kind", "u1"),
     ("side", "u1"), ("pad", "u1", 6)]
)
ROW = np.dtype(
    [("recv", "<i8"), ("exch", "<i8"), ("price", "<i8"), ("qty", "<i8"), ("kind", "u1"),
     ("side", "u1")]
)
NPZ_ROW = np.dtype(
    [("ev", "<u8"), ("exch_ts", "<i8"), ("local_ts", "<i8"), ("px", "<f8"), ("qty", "<f8"),
     ("order_id", "<u8"), ("ival", "<i8"), ("fval", "<f8")], align=True
)
COLUMNS = list(ROW.names)


def read_events(path):
    """Rows and the scales of events.bin."""
    head = open(path, "rb").read(HEAD)
    if head[:8] != b"OCEVNT01":
        raise SystemExit("not an events file")
    price_scale, qty_scale = np.frombuffer(head, "<i4", 2, 32)
    raw = np.fromfile(path, EVENT, offset=HEAD)
    rows = np.empty(len(raw), ROW)
    for name in COLUMNS:
        rows[name] = raw[name]
    return rows, int(price_scale), int(qty_scale)


def sums(rows):
    """What all formats must agree on: how many, and the sum of quantities per kind and side."""
    parts = [str(len(rows))]
    for kind in (1, 2, 4):
        for side in (1, 2):
            pick = (rows["kind"] == kind) & (rows["side"] == side)
            parts.append(str(int(rows["qty"][pick].sum())))
    return "%08x" % zlib.crc32(":".join(parts).encode())


class Format:
    """Writes the rows once, reads them back in every round."""

    def __init__(self, rows, price_scale, qty_scale, folder):
        self.rows = rows
        self.scales = (price_scale, qty_scale)
        self.path = os.path.join(folder, type(self).__name__.lower())
        self.write()

    def pack(self, columns):
        out = np.empty(len(columns[0]), ROW)
        for name, column in zip(COLUMNS, columns):
            out[name] = column
        return out

    def canonical(self, got):
        """The rows that were read, as ROW, for the comparison."""
        return got

    def paths(self):
        return [self.path]

    def lossless(self):
        return bool(np.array_equal(self.canonical(self.read()), self.rows))


class Parquet(Format):
    options = {}

    def write(self):
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.version = "pyarrow " + pa.__version__
        table = pa.table({name: np.ascontiguousarray(self.rows[name]) for name in COLUMNS})
        pq.write_table(table, self.path, compression="zstd", compression_level=3, **self.options)

    def read(self):
        import pyarrow.parquet as pq

        table = pq.read_table(self.path, use_threads=False)
        return self.pack([table.column(name).to_numpy() for name in COLUMNS])


class ParquetDelta(Parquet):
    """Its best integer encoding, by hand."""

    options = {
        "use_dictionary": ["kind", "side"],
        "column_encoding": {
            name: "DELTA_BINARY_PACKED" for name in ("recv", "exch", "price", "qty")
        },
    }


class Npz(Format):
    """numpy.savez_compressed of hftbacktest's rows, as its own tools write them."""

    version = "numpy " + np.__version__

    def write(self):
        self.path += ".npz"
        data = np.zeros(len(self.rows), NPZ_ROW)
        side = np.where(self.rows["side"] == 1, 1 << 29, 1 << 28).astype("<u8")
        data["ev"] = self.rows["kind"].astype("<u8") | side | (3 << 30)
        data["exch_ts"] = self.rows["exch"]
        data["local_ts"] = self.rows["recv"]
        data["px"] = self.rows["price"] / 10 ** self.scales[0]
        data["qty"] = self.rows["qty"] / 10 ** self.scales[1]
        np.savez_compressed(self.path, data=data)

    def read(self):
        return np.load(self.path)["data"]

    def canonical(self, got):
        side = np.where(got["ev"] & (1 << 29), 1, 2)
        price = np.rint(got["px"] * 10 ** self.scales[0]).astype("<i8")
        qty = np.rint(got["qty"] * 10 ** self.scales[1]).astype("<i8")
        return self.pack([got["local_ts"], got["exch_ts"], price, qty, got["ev"] & 0xFF, side])


class CsvGz(Format):
    """Tardis's two files, incremental_book_L2 and trades, gzip 6; parsed by Arrow's reader."""

    def write(self):
        import gzip

        import pyarrow as pa

        self.version = "pyarrow " + pa.__version__
        price_unit, qty_unit = (10 ** s for s in self.scales)
        book = ["exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount"]
        trades = ["exchange,symbol,timestamp,local_timestamp,id,side,price,amount"]
        for i, (recv, exch, price, qty, kind, side) in enumerate(self.rows.tolist()):
            tail = f"{price / price_unit!r},{qty / qty_unit!r}"
            times = f"binance-futures,BTCUSDT,{exch // 1000},{recv // 1000}"
            if kind == 2:
                trades.append(f"{times},{i},{'buy' if side == 1 else 'sell'},{tail}")
            else:
                snapshot = "true" if kind == 4 else "false"
                book.append(f"{times},{snapshot},{'bid' if side == 1 else 'ask'},{tail}")
        for path, lines in zip(self.paths(), (book, trades)):
            with gzip.open(path, "wb", 6) as out:
                out.write(("\n".join(lines) + "\n").encode())

    def paths(self):
        return [self.path + "_book.csv.gz", self.path + "_trades.csv.gz"]

    def read(self):
        import pyarrow.csv as csv

        options = csv.ReadOptions(use_threads=False)
        book, trades = (csv.read_csv(path, read_options=options) for path in self.paths())
        price_unit, qty_unit = (10 ** s for s in self.scales)
        parts = []
        for table, bid in ((book, "bid"), (trades, "buy")):
            side = np.where(table.column("side").to_numpy() == bid, 1, 2)
            if "is_snapshot" in table.column_names:
                kind = np.where(table.column("is_snapshot").to_numpy(), 4, 1)
            else:
                kind = np.full(len(side), 2)
            price = np.rint(table.column("price").to_numpy() * price_unit)
            qty = np.rint(table.column("amount").to_numpy() * qty_unit)
            recv = table.column("local_timestamp").to_numpy() * 1000
            exch = table.column("timestamp").to_numpy() * 1000
            parts.append(self.pack([recv, exch, price, qty, kind, side]))
        return np.concatenate(parts)


class DuckDb(Format):
    """A DuckDB table in its own compressed file, read by one query."""

    def write(self):
        import duckdb

        self.version = "duckdb " + duckdb.__version__
        if os.path.exists(self.path):
            os.remove(self.path)
        columns = {name: np.ascontiguousarray(self.rows[name]) for name in COLUMNS}
        with duckdb.connect(self.path) as db:
            db.register("source", columns)
            db.execute("create table events as select * from source")
        self.db = duckdb.connect(self.path, read_only=True, config={"threads": 1})

    def read(self):
        got = self.db.execute("select * from events").fetchnumpy()
        return self.pack([got[name] for name in COLUMNS])


class Pcodec(Format):
    """pco columns one after the other; kind and side too, as 16-bit numbers."""

    def write(self):
        import pcodec
        from pcodec import ChunkConfig, standalone

        self.version = "pcodec " + getattr(pcodec, "__version__", "1.1.0")
        self.codec = standalone
        self.lengths = []
        with open(self.path, "wb") as out:
            for name in COLUMNS:
                column = np.ascontiguousarray(self.rows[name])
                if column.dtype.itemsize == 1:
                    column = column.astype("<u2")
                data = standalone.simple_compress(column, ChunkConfig())
                self.lengths.append(len(data))
                out.write(data)

    def read(self):
        data = open(self.path, "rb").read()
        columns = []
        at = 0
        for length in self.lengths:
            columns.append(self.codec.simple_decompress(data[at : at + length]))
            at += length
        return self.pack(columns)


FORMATS = {
    "parquet": Parquet,
    "parquet-delta": ParquetDelta,
    "npz": Npz,
    "csvgz": CsvGz,
    "duckdb": DuckDb,
    "pcodec": Pcodec,
}


def main():
    kind, events, scratch = sys.argv[1:4]
    rows, price_scale, qty_scale = read_events(events)
    os.makedirs(scratch, exist_ok=True)
    fmt = FORMATS[kind](rows, price_scale, qty_scale, scratch)

    def say(value):
        print(json.dumps(value), flush=True)

    say({"ready": True, "version": fmt.version, "units": len(rows)})
    for line in sys.stdin:
        words = line.split()
        if words[:1] == ["CHECK"]:
            size = sum(os.path.getsize(path) for path in fmt.paths())
            got = fmt.canonical(fmt.read())
            facts = {
                "bytesPerEvent": size / len(rows),
                "lossless": "yes" if fmt.lossless() else "no",
            }
            say({"checks": {"sums": sums(got)}, "facts": facts})
        elif words[:1] == ["ROUND"]:
            ns = 0
            for _ in range(int(words[1])):
                start = time.perf_counter_ns()
                got = fmt.read()
                ns += time.perf_counter_ns() - start
            say({"ns": ns, "checksum": sums(fmt.canonical(got))})
        else:
            break


main()
