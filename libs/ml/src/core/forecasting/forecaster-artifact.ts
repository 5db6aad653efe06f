import { ARTIFACT_FORMAT, packArtifact, unpackArtifact } from '../artifact/artifact.js';
import { decodeSeriesNetwork, encodeSeriesNetwork, type SeriesNetwork } from './series-network.js';

const LSTM = 'lstm';

/** A forecaster in the container that every model has, as algorithm `lstm` of type `forecast`. */
export function packForecaster(forecaster: SeriesNetwork): Uint8Array {
  return packArtifact({ formatVersion: ARTIFACT_FORMAT, algorithm: LSTM, modelType: 'forecast', featureNames: [], classes: [], body: encodeSeriesNetwork(forecaster) });
}

/** @throws Error where the bytes are damaged, of newer code or of another model */
export function unpackForecaster(bytes: Uint8Array): SeriesNetwork {
  const artifact = unpackArtifact(bytes);
  if ('reason' in artifact) throw new Error(artifact.reason);
  if (artifact.algorithm !== LSTM || artifact.modelType !== 'forecast') throw new Error(`this is a model of ${artifact.algorithm}, not an ${LSTM}`);
  return decodeSeriesNetwork(artifact.body);
}
