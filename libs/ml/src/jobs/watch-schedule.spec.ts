import type { Queue } from 'bullmq';
import { readConfig, type Settings } from '#platform/config';
import { WatchSchedule } from './watch-schedule.js';

async function scheduled(variables: Readonly<Record<string, string>>): Promise<unknown[]> {
  const calls: unknown[] = [];
  const queue = {
    upsertJobScheduler: async (id: string, repeat: object, { name }: { name: string }) => void calls.push([id, repeat, name]),
    removeJobScheduler: async (id: string) => void calls.push([id]),
  } as unknown as Queue;
  await new WatchSchedule(queue, { env: readConfig(variables, {}).env } as Settings).onApplicationBootstrap();
  return calls;
}

it.each([
  ['by itself every minute and every Sunday night', {}, [['watch-models', { every: 60_000 }, 'watch'], ['retrain-models', { pattern: '40 3 * * 0', tz: 'UTC' }, 'retrain']]],
  [
    'as the settings want it', { ML_WATCH_INTERVAL: '5', ML_RETRAIN_PATTERN: '0 1 * * *' },
    [['watch-models', { every: 5000 }, 'watch'], ['retrain-models', { pattern: '0 1 * * *', tz: 'UTC' }, 'retrain']],
  ],
  ['not at all, even if it was', { ML_WATCH_INTERVAL: '0', ML_RETRAIN_PATTERN: 'never' }, [['watch-models'], ['retrain-models']]],
])('models are watched %s', async (_name, variables, calls) => expect(await scheduled(variables)).toEqual(calls));
