import { algorithmNamed } from '../algorithms/index.js';
import type { Algorithm } from '../algorithms/algorithm.js';
import { madeSet } from '../algorithms/battery-sets.fixture.js';
import type { SearchPlan } from './search-models.js';
import { trainBest } from './train-best.js';
import { trainModel } from './train.js';

const { features, labels } = madeSet('classification', 2);
const DATA = { features, labels, featureNames: ['a', 'b', 'c', 'd', 'e'], classes: ['fine', 'spam'] };
const LOGISTIC = algorithmNamed('logistic_regression') as Algorithm;
const FITTING = { modelType: 'classification', seed: 4, batchRows: 100, progress: () => undefined } as const;
const SEARCH: SearchPlan = { ...FITTING, algorithms: [LOGISTIC], trials: 7, seconds: 60, now: () => 0 };

describe('trainBest', () => {
  it('trains its winner as if that had been asked for', () => {
    const { search, ...best } = trainBest(DATA, { ...SEARCH, modelType: 'classification' })!;
    expect(search.leaderboard).toHaveLength(4);
    expect(best).toEqual(trainModel(DATA, { ...FITTING, algorithm: LOGISTIC, hyperparameters: best.hyperparameters }));
    expect(best.metrics['auc']?.value).toBeGreaterThan(0.95);
  });

  it('says how it goes on from nothing to all', () => {
    const said: number[] = [];
    trainBest(DATA, { ...SEARCH, modelType: 'classification', progress: (done) => said.push(done) });
    expect(said).toEqual([...said].sort((left, right) => left - right));
    expect(said[0]).toBeLessThan(0.2);
    expect(said.at(-1)).toBe(1);
  });

  it('trains nothing where no candidate could be tried in time', () => {
    let readings = 0;
    expect(trainBest(DATA, { ...SEARCH, modelType: 'classification', now: () => 700 * readings++, seconds: 1 })).toBeUndefined();
  });
});
