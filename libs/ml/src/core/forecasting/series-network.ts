import { ByteReader, ByteWriter } from '../data/bytes.js';
import { forward } from '../networks/forward.js';
import { readNetwork, writeNetwork } from '../networks/network-bytes.js';
import type { Network } from '../networks/network.js';
import { withoutGaps } from './fill-gaps.js';
import { seasonalForecast } from './seasonal-forecast.js';
import { pastOf, scaled, windowInputs, type WindowShape } from './series-windows.js';

const DAY = 24;

/** One network for all series of hours: what it says is what their seasonal forecast misses. */
export interface SeriesNetwork {
  readonly shape: WindowShape;
  readonly network: Network;
}

/**
 * The next `horizon` hours of an hourly series, all at once: the seasonal forecast, and what the network adds where there is past
 * enough for it. Missing hours are NaN. A series that never was negative is not forecast to be. Undefined with less than a day.
 */
export function forecastSeries({ shape, network }: SeriesNetwork, series: Float64Array): Float64Array | undefined {
  const values = withoutGaps(series);
  if (values === undefined || values.length < DAY) return undefined;
  const forecast = new Float64Array(shape.horizon);
  seasonalForecast(values, values.length, forecast);
  const known = values.length >= pastOf(shape) ? scaled(values) : undefined;
  if (known !== undefined) addResidual(forecast, network, known, shape);
  const isCount = values.every((value) => value >= 0);
  return isCount ? forecast.map((value) => Math.max(0, value)) : forecast;
}

function addResidual(forecast: Float64Array, network: Network, known: { values: Float64Array; scale: number }, shape: WindowShape): void {
  const columns = shape.days * DAY;
  const inputs = new Float64Array(columns);
  windowInputs(known, known.values.length, shape, inputs);
  const residual = forward(network, { rows: 1, columns, values: inputs });
  for (let hour = 0; hour < forecast.length; hour++) forecast[hour] = (forecast[hour] as number) + known.scale * (residual[hour] as number);
}

export function encodeSeriesNetwork({ shape, network }: SeriesNetwork): Uint8Array {
  const writer = new ByteWriter().varint(shape.days).varint(shape.horizon);
  writeNetwork(writer, network);
  return writer.bytes();
}

/** @throws Error naming what is wrong with bytes that `encodeSeriesNetwork` never made */
export function decodeSeriesNetwork(bytes: Uint8Array): SeriesNetwork {
  const reader = new ByteReader(bytes);
  const shape = { days: reader.varint('days', 1, 366), horizon: reader.varint('the horizon', 1, 168) };
  const network = readNetwork(reader);
  reader.end();
  const [first, last] = [network[0], network.at(-1)];
  if (first?.kind !== 'lstm' || first.steps !== shape.days || first.inputs !== DAY || last?.outputs !== shape.horizon) throw new Error('the layers do not fit the windows');
  return { shape, network };
}
