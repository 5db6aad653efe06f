import type { ByteReader, ByteWriter } from '../data/bytes.js';
import type { Standardisation } from './standardisation.js';

/** Standardisation and weights of a linear model: counts, indicator columns, then means, scales, weights. */
export interface LinearModel {
  readonly standardisation: Standardisation;
  /** As `logitsOf` takes them. */
  readonly weights: Float64Array;
}

export function writeLinearModel(writer: ByteWriter, { standardisation, weights }: LinearModel): void {
  const { columns, mean } = standardisation;
  writer.varint(columns).varint(weights.length / (mean.length + 1));
  writeStandardisation(writer, standardisation);
  writer.float64s(weights);
}

/** All but the number of columns. */
export function writeStandardisation(writer: ByteWriter, { indicators, mean, scale }: Standardisation): void {
  writer.varint(indicators.length);
  for (const column of indicators) writer.varint(column);
  writer.float64s(mean).float64s(scale);
}

/** @throws Error naming what no written model holds */
export function readLinearModel(reader: ByteReader): LinearModel {
  const columns = reader.varint('columns', 1, 1 << 24);
  const outputs = reader.varint('outputs', 1, 1 << 16);
  if (outputs === 2) throw new Error('two classes have one output');
  const standardisation = readStandardisation(reader, columns);
  return { standardisation, weights: reader.finites(outputs * (standardisation.mean.length + 1), 'weights') };
}

/** @throws Error naming what no written standardisation of so many columns holds */
export function readStandardisation(reader: ByteReader, columns: number): Standardisation {
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
  return { columns, indicators, mean, scale };
}
