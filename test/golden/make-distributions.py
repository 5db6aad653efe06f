"""Makes distributions.json: logarithms of the gamma function and tails of the normal distribution, of scipy 1.17.

    python3 test/golden/make-distributions.py
"""

import json
from pathlib import Path

from scipy import special, stats

golden = {
    "logGamma": [{"x": x, "value": float(special.gammaln(x))} for x in (0.001, 0.05, 0.3, 0.5, 0.9, 1, 1.5, 2, 3.7, 5, 11, 64.25, 99.5, 1000, 123456.5)],
    "normalTail": [{"z": z, "p": float(stats.norm.sf(z))} for z in (-6, -1.96, -0.4, 0, 0.1, 0.5, 1, 1.96, 3, 5, 8, 12, 30)],
}
(Path(__file__).parent / "distributions.json").write_text(json.dumps(golden) + "\n")
