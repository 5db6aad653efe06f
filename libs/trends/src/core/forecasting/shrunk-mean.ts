import type { ForecastMethod } from './forecast-method.js';
import { ShrunkProfile } from './shrunk-profile.js';

/** The shrunk mean of the known values at a place in the seasons; `present` is 0 where a value was filled in, which this learns nothing from. Linear. */
export function shrunkMean(present: Uint8Array): ForecastMethod {
  return {
    name: 'shrunk-mean',
    forecasts({ values, seasons }, { origins, horizon }) {
      const profile = new ShrunkProfile(seasons);
      let taken = 0;
      return origins.map((origin) => {
        for (; taken < origin; taken++) if (present[taken] === 1) profile.learn(taken, values[taken] as number);
        return Float64Array.from({ length: horizon }, (_, ahead) => profile.at(origin + ahead));
      });
    },
  };
}
