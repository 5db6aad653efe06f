"""Makes the golden values beside this file from other implementations than ours.

    pip install scipy cryptography && python3 test/golden/make-golden.py

wilson.json   scipy.stats.binomtest(...).proportion_ci(method="wilson"); fractional counts in 50 decimal digits
random.json   sfc32 as in PractRand 0.95 (src/RNGs/sfc.cpp), seeded by our 32-bit mixer
keyring.json  HKDF, HMAC-SHA-256 and AES-256-GCM of the `cryptography` package
"""

import base64
import hmac
import json
from decimal import Decimal, getcontext
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from scipy.stats import binomtest

HERE = Path(__file__).parent
MASK = 0xFFFFFFFF


def write(name, value):
    (HERE / name).write_text(json.dumps(value, indent=1) + "\n")


def wilson():
    whole = []
    for total in (1, 2, 3, 5, 10, 30, 100, 1000, 100_000):
        for successes in sorted({0, 1, total // 3, total // 2, total - 1, total}):
            if 0 <= successes <= total:
                interval = binomtest(successes, total).proportion_ci(confidence_level=0.95, method="wilson")
                whole.append({"successes": successes, "total": total, "lower": interval.low, "upper": interval.high})
    getcontext().prec = 50
    z = Decimal("1.959963984540054235524594430520551527955550934594956")
    fractional = []
    for successes, total in (("0.5", "1.25"), ("2.75", "3.5"), ("0", "0.01"), ("12.125", "400.5")):
        s, n = Decimal(successes), Decimal(total)
        p, centre_weight = s / n, 1 + z * z / n
        centre = (p + z * z / (2 * n)) / centre_weight
        margin = z / centre_weight * (p * (1 - p) / n + z * z / (4 * n * n)).sqrt()
        fractional.append({"successes": float(s), "total": float(n), "lower": float(max(Decimal(0), centre - margin)), "upper": float(min(Decimal(1), centre + margin))})
    write("wilson.json", {"whole": whole, "fractional": fractional})


def mix(value):
    value = ((value ^ (value >> 16)) * 0x21F0AAAD) & MASK
    value = ((value ^ (value >> 15)) * 0x735A2D97) & MASK
    return value ^ (value >> 15)


class Sfc32:
    def __init__(self, seed):
        self.seed = seed & MASK
        self.a = mix(self.seed)
        self.b = mix(self.a ^ 0x9E3779B9)
        self.c = mix(self.b ^ 0x85EBCA6B)
        self.counter = 1
        for _ in range(12):
            self.next()

    def next(self):
        out = (self.a + self.b + self.counter) & MASK
        self.counter = (self.counter + 1) & MASK
        self.a = self.b ^ (self.b >> 9)
        self.b = (self.c + (self.c << 3)) & MASK
        self.c = ((((self.c << 21) | (self.c >> 11)) & MASK) + out) & MASK
        return out

    def fork(self, key):
        return Sfc32(mix(self.seed ^ mix((key + 0x6D2B79F5) & MASK)))


def random():
    streams = []
    for seed in (0, 1, 7, 42, 2**31, MASK):
        stream = Sfc32(seed)
        fork = Sfc32(seed).fork(3)
        streams.append({"seed": seed, "first": [stream.next() for _ in range(8)], "fork3": [fork.next() for _ in range(4)]})
    write("random.json", streams)


def keyring():
    secret = "a secret of more than thirty-two characters"

    def derive(label):
        return HKDF(algorithm=SHA256(), length=32, salt=b"profile-analytics", info=label.encode()).derive(secret.encode())

    indexes = []
    for scope, text in (("phone", "+8613800138000"), ("user", "u-17"), ("range-100", "86138001380"), ("user", "用户")):
        index = hmac.digest(derive("index/1"), f"{scope}\0{text}".encode(), "sha256")[:16]
        indexes.append({"scope": scope, "text": text, "hex": index.hex()})
    sealed = []
    for purpose, text in (("phone", "+8613800138000"), ("details", '{"comment":"借钱"}'), ("user", "")):
        nonce = bytes(range(len(sealed), len(sealed) + 12))
        made = AESGCM(derive("seal/1")).encrypt(nonce, text.encode(), purpose.encode())
        form = bytes([1]) + nonce + made[-16:] + made[:-16]
        sealed.append({"purpose": purpose, "text": text, "base64": base64.b64encode(form).decode()})
    write("keyring.json", {"secret": secret, "indexes": indexes, "sealed": sealed})


wilson()
random()
keyring()
