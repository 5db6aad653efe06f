"""Makes decomposition.json: STL of statsmodels 0.13, and MSTL as Bandara, Hyndman & Bergmeir (2021) build it from STL.

    python3 test/golden/make-decomposition.py
"""

import json
from pathlib import Path

import numpy as np
from statsmodels.tsa.seasonal import STL

HERE = Path(__file__).parent
RNG = np.random.default_rng(24)


def hourly(rows, periods, noise, spikes=0):
    at = np.arange(rows)
    values = 20 + 0.01 * at + noise * RNG.normal(size=rows)
    for period in periods:
        values += 5 * np.sin(2 * np.pi * at / period) + 2 * np.cos(4 * np.pi * at / period)
    values[RNG.choice(rows, spikes, replace=False)] += 40
    return values.round(3)


def case(name, values, period, inner, outer, jumps=False, **options):
    seasonal = options.get("seasonal", 7)
    trend = int(np.ceil(1.5 * period / (1 - 1.5 / seasonal)))
    trend = options.get("trend", trend + (trend % 2 == 0))
    low_pass = period + 1 + ((period + 1) % 2 == 0)
    jump = lambda window: int(np.ceil(window / 10)) if jumps else 1
    fit = STL(
        values, period=period, seasonal=seasonal, seasonal_deg=options.get("degree", 1), trend=trend, low_pass=low_pass, robust=outer > 0,
        seasonal_jump=jump(seasonal), trend_jump=jump(trend), low_pass_jump=jump(low_pass),
    ).fit(inner_iter=inner, outer_iter=outer)
    return {
        "name": name, "values": values.tolist(),
        "options": {
            "period": period, "seasonalWindow": seasonal, "seasonalDegree": options.get("degree", 1), "trendWindow": trend, "innerIterations": inner, "outerIterations": outer,
            **({"jumpTenths": 1} if jumps else {}),
        },
        "seasonal": fit.seasonal.round(9).tolist(), "trend": fit.trend.round(9).tolist(), "weights": fit.weights.round(9).tolist(),
    }


def mstl(values, periods, inner, outer):
    rest, seasons = values.copy(), [np.zeros(len(values)) for _ in periods]
    for _ in range(1 if len(periods) == 1 else 2):
        for place, period in enumerate(periods):
            rest = rest + seasons[place]
            fit = STL(rest, period=period, seasonal=11 + 4 * place, seasonal_deg=0, robust=outer > 0).fit(inner_iter=inner, outer_iter=outer)
            seasons[place] = fit.seasonal
            rest = rest - seasons[place]
    return {
        "values": values.tolist(),
        "options": {"periods": periods, "innerIterations": inner, "outerIterations": outer},
        "seasons": [season.round(9).tolist() for season in seasons], "trend": fit.trend.round(9).tolist(),
    }


GOLDEN = {
    "stl": [
        case("a day's rhythm", hourly(120, [24], 1), 24, 2, 0),
        case("ends within a cycle", hourly(131, [24], 1), 24, 5, 0, seasonal=13),
        case("with spikes, robust", hourly(125, [24], 1, 5), 24, 2, 3),
        case("with a long trend", hourly(100, [12], 1), 12, 2, 1, trend=61),
        case("a window beyond the series", hourly(60, [24], 1), 24, 2, 0, seasonal=35),
        case("phases that do not drift", hourly(130, [24], 1), 24, 2, 0, seasonal=11, degree=0),
    case("with jumps", hourly(150, [24], 1, 3), 24, 2, 2, jumps=True, seasonal=21),
    ],
    "mstl": [mstl(hourly(150, [6, 24], 1), [6, 24], 2, 0), mstl(hourly(110, [6, 24], 1, 3), [6, 24], 2, 2)],
}
(HERE / "decomposition.json").write_text(json.dumps(GOLDEN) + "\n")
