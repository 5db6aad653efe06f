import type { ByteReader, ByteWriter } from '../data/bytes.js';
import type { Standardisation } from './standardisation.js';

/** Standardisation and weights of a linear model: counts, indicator columns, then means, scales, weights. */
export interface LinearModel {
  readonly standardisation: Standardisation;
  /** As `logitsOf` takes them. */
  readonly weights: Float64Array;
}

export function writeLinearModel(writer: ByteWriter, { standardisation, weights }: LinearModel): void {
  const { columns, indicators, mean, scale } = standardisation;
  writer.varint(columns).varint(weights.length / (mean.length + 1)).varint(indicators.length);
  for (const column of indicators) writer.varint(column);
  writer.float64s(mean).float64s(scale).float64s(weights);
}

/** @throws Error naming what no written model holds */
export function readLinearModel(reader: ByteReader): LinearModel {
  const columns = reader.varint('columns', 1, 1 << 24);
  const outputs = reader.varint('outputs', 1, 1 << 16);
  if (outputs === 2) throw new Error('two classes have one output');
  const indicators = new Int32Array(reader.varint('indicators', 0, Math.min(columns, reader.left)));
  let least = 0;
  indicators.forEach((_, at) => {
    indicators[at] = reader.varint('an indicator', least, columns - 1);
    least = indicators[at] + 1;
  });
  const inputs = columns + indicators.length;
  const mean = reader.finites(inputs, 'means');
  const scale = reader.finites(inputs, 'scales');
  if (scale.some((deviation) => deviation <= 0)) throw new Error('a scale is not positive');
  return { standardisation: { columns, indicators, mean, scale }, weights: reader.finites(outputs * (inputs + 1), 'weights') };
}
