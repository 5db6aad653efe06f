"""Makes fingerprint.json: MurmurHash3_x86_128 written from Austin Appleby's reference, first tried on a known answer.

    python3 test/golden/make-fingerprint.py
"""

import json
import math
import struct
from pathlib import Path

MASK = 0xFFFFFFFF
HERE = Path(__file__).parent


def rotl(word, bits):
    return ((word << bits) | (word >> (32 - bits))) & MASK


def fmix(h):
    h = ((h ^ (h >> 16)) * 0x85EBCA6B) & MASK
    h = ((h ^ (h >> 13)) * 0xC2B2AE35) & MASK
    return h ^ (h >> 16)


def murmur128(data):
    c1, c2, c3, c4 = 0x239B961B, 0xAB0E9789, 0x38B34AE5, 0xA1E38B93
    h1 = h2 = h3 = h4 = 0
    whole = len(data) // 16 * 16
    for at in range(0, whole, 16):
        k1, k2, k3, k4 = struct.unpack_from("<4I", data, at)
        h1 ^= rotl(k1 * c1 & MASK, 15) * c2 & MASK
        h1 = ((rotl(h1, 19) + h2) * 5 + 0x561CCD1B) & MASK
        h2 ^= rotl(k2 * c2 & MASK, 16) * c3 & MASK
        h2 = ((rotl(h2, 17) + h3) * 5 + 0x0BCAA747) & MASK
        h3 ^= rotl(k3 * c3 & MASK, 17) * c4 & MASK
        h3 = ((rotl(h3, 15) + h4) * 5 + 0x96CD1C35) & MASK
        h4 ^= rotl(k4 * c4 & MASK, 18) * c1 & MASK
        h4 = ((rotl(h4, 13) + h1) * 5 + 0x32AC3B17) & MASK
    k1, k2, k3, k4 = struct.unpack("<4I", data[whole:].ljust(16, b"\0"))
    h4 ^= rotl(k4 * c4 & MASK, 18) * c1 & MASK
    h3 ^= rotl(k3 * c3 & MASK, 17) * c4 & MASK
    h2 ^= rotl(k2 * c2 & MASK, 16) * c3 & MASK
    h1 ^= rotl(k1 * c1 & MASK, 15) * c2 & MASK
    h1, h2, h3, h4 = (h ^ len(data) for h in (h1, h2, h3, h4))
    h1 = (h1 + h2 + h3 + h4) & MASK
    h2, h3, h4 = ((h + h1) & MASK for h in (h2, h3, h4))
    h1, h2, h3, h4 = map(fmix, (h1, h2, h3, h4))
    h1 = (h1 + h2 + h3 + h4) & MASK
    h2, h3, h4 = ((h + h1) & MASK for h in (h2, h3, h4))
    return f"{h1:08x}{h2:08x}{h3:08x}{h4:08x}"


def case(name, rows, columns, values, labels, classes):
    floats = [rows, columns, classes, -1 if labels is None else len(labels), *(math.nan if value is None else value for value in values), *(labels or [])]
    if len(floats) % 2:
        floats.append(0)
    data = struct.pack(f"<{len(floats)}d", *floats)
    return {"name": name, "rows": rows, "columns": columns, "values": values, "labels": labels, "classes": classes, "fingerprint": murmur128(data)}


assert murmur128(b"The quick brown fox jumps over the lazy dog") == "2f1583c3ecee2c675d7bf66ce5e91d2c"
cases = [
    case("empty", 0, 0, [], None, 0),
    case("one cell", 1, 1, [0.5], None, 0),
    case("labels", 2, 2, [1, -2.25, 1e300, 5e-324], [0, 1], 2),
    case("a gap", 3, 1, [1, None, 3], [0.1, 0.2, 0.3], 0),
]
(HERE / "fingerprint.json").write_text(json.dumps(cases, indent=1) + "\n")
