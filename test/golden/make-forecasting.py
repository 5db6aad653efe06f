"""Makes forecasting.json: exponential smoothing with damped trend and additive season by statsmodels' ETS, and its Theta.

    python3 test/golden/make-forecasting.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel
from statsmodels.tsa.seasonal import seasonal_decompose

HERE = Path(__file__).parent
RNG = np.random.default_rng(5)
HORIZON = 10
warnings.simplefilter("ignore")


def case(name, values, season, alpha, beta, gamma, phi):
    """Forecasts and squared errors with smoothing and first state given, and the squared errors of the best smoothing from that state."""
    seasonal = "add" if season > 1 else None
    level, trend = float(values[:season].mean()), 0.1
    shape = np.sin(np.arange(season) * 2 * np.pi / season) if season > 1 else np.zeros(1)
    first = {"initialization_method": "known", "initial_level": level, "initial_trend": trend}
    if seasonal:
        first["initial_seasonal"] = shape
    model = ETSModel(values, error="add", trend="add", damped_trend=True, seasonal=seasonal, seasonal_periods=season if seasonal else None, **first)
    smoothing = [alpha, beta] + ([gamma] if seasonal else []) + [phi]
    fixed = model.smooth(np.array(smoothing + [level, trend] + (list(shape) if seasonal else [])))
    return {
        "name": name, "values": values.tolist(), "season": season, "smoothing": {"alpha": alpha, "beta": beta, "gamma": gamma if seasonal else 0, "phi": phi},
        "first": {"level": level, "trend": trend, "seasonal": shape.tolist()},
        "squares": float((fixed.resid**2).sum()), "forecast": np.asarray(fixed.forecast(HORIZON)).tolist(),
    }


def fitted(name, values, season):
    """Squared errors a step ahead at the best smoothing that statsmodels finds, from a first state drawn from the first two seasons."""
    means = values[:season].mean(), values[season:2 * season].mean()
    trend = (means[1] - means[0]) / season
    away = values[:2 * season] - (sum(means) / 2 + trend * (np.arange(2 * season) - season + 0.5))
    first = {"initial_level": means[0] - trend * (season + 1) / 2, "initial_trend": trend, "initial_seasonal": (away[:season] + away[season:]) / 2}
    model = ETSModel(values, error="add", trend="add", damped_trend=True, seasonal="add", seasonal_periods=season, initialization_method="known", **first)
    best = model.fit(disp=False, maxiter=2000)
    return {"name": name, "values": values.tolist(), "season": season, "squares": float((best.resid**2).sum())}


def theta(name, values, season):
    """Season, line, smoothing and forecast of Theta, with the squared errors a step ahead at that smoothing."""
    seasonal = season > 1
    result = ThetaModel(values, period=season if seasonal else None, deseasonalize=seasonal, use_test=False).fit()
    multiplies = seasonal and result.model.method.startswith("mul")
    shape = np.ones(1) if not seasonal else seasonal_decompose(values, model="mul" if multiplies else "add", period=season).seasonal[:season]
    tiled = np.resize(shape, len(values))
    without = values / tiled if multiplies or not seasonal else values - tiled
    alpha, level, squares = float(result.params["alpha"]), without[0], 0.0
    for value in without:
        squares += (value - level) ** 2
        level += alpha * (value - level)
    return {
        "name": name, "values": values.tolist(), "season": season, "multiplies": bool(multiplies), "shape": shape.tolist(), "alpha": alpha,
        "slope": float(result.params["b0"]), "squares": float(squares), "forecast": np.asarray(result.forecast(HORIZON)).tolist(),
    }


steps = np.arange(96)
daily = 50 + 0.2 * steps + 12 * np.sin(steps * 2 * np.pi / 24) + RNG.normal(0, 2, 96)
level = 100 + np.cumsum(RNG.normal(0, 1, 60))
weekly = np.round(30 + 8 * np.cos(np.arange(140) * 2 * np.pi / 7) + RNG.normal(0, 3, 140), 3)

golden = {
    "given": [
        case("a day of 24 steps", np.round(daily, 3), 24, 0.3, 0.05, 0.2, 0.95),
        case("no season", np.round(level, 3), 1, 0.6, 0.1, 0, 0.9),
        case("a week of 7 steps, fast", weekly, 7, 0.8, 0.3, 0.1, 0.85),
    ],
    "fitted": [fitted("a week of 7 steps", weekly, 7), fitted("a day of 24 steps", np.round(daily, 3), 24)],
    "theta": [
        theta("a day of 24 steps, which multiplies", np.round(daily, 3), 24),
        theta("a day of 24 steps, below zero too, cut within a day", np.round(daily[:89] - 60, 3), 24),
        theta("a week of 7 steps", weekly + 10, 7),
        theta("no season", np.round(level, 3), 1),
    ],
}
(HERE / "forecasting.json").write_text(json.dumps(golden) + "\n")
