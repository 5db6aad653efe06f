import type { Queue } from 'bullmq';
import type { Logger } from '#platform/logging';
import type { ForecastEvaluation, ForecastEvaluations } from '../app/forecast-evaluations.js';
import { ForecastEvaluationSchedule } from './forecast-evaluation-schedule.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const EVALUATION: ForecastEvaluation = { evaluatedMs: 1, horizonHours: 48, series: 3, insufficientHistory: 0, version: null, models: [] };

async function ordered(latest: () => Promise<ForecastEvaluation | undefined>): Promise<{ readonly orders: unknown[]; readonly warnings: string[] }> {
  const [orders, warnings]: [unknown[], string[]] = [[], []];
  const queue = {
    upsertJobScheduler: async (id: string) => void orders.push(id),
    add: async (name: string, _data: object, { delay, deduplication, jobId }: { delay: number; deduplication: object; jobId: string }) => void orders.push([name, delay, deduplication, UUID.test(jobId)]),
  } as unknown as Queue;
  const logger = { warn: (message: string) => warnings.push(message) } as unknown as Logger;
  await new ForecastEvaluationSchedule(queue, { latest } as unknown as ForecastEvaluations, logger).onApplicationBootstrap();
  return { orders, warnings };
}

describe('forecasts are evaluated every day', () => {
  const FIRST = ['evaluate-forecasts', 120_000, { id: 'first' }, true];

  it.each([
    ['and soon where they never were', undefined, [FIRST]],
    ['and soon where no series was found', { ...EVALUATION, series: 0 }, [FIRST]],
    ['alone where they were', EVALUATION, []],
  ])('%s', async (_name, latest, soon) => expect(await ordered(() => Promise.resolve(latest))).toEqual({ orders: ['daily-forecast-evaluation', ...soon], warnings: [] }));

  it('also where nobody can tell if they were', async () => {
    const { orders, warnings } = await ordered(() => Promise.reject(new Error('no database')));
    expect([orders, warnings]).toEqual([['daily-forecast-evaluation'], [expect.stringContaining('could not be ordered')]]);
  });
});
