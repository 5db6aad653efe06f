import { samplesOf } from '#platform/metrics';
import { OwnMetrics, type Sample } from '../app/read-metrics.js';

export class RegistryMetrics extends OwnMetrics {
  samples(name: string): Promise<readonly Sample[]> {
    return samplesOf(name);
  }
}
