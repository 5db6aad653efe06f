import sequencer from '@jest/test-sequencer';

/**
 * Seconds of the files that take longest, on a quiet machine with two cores. A wrong figure makes a run longer and nothing
 * else; a file that is not named starts after those that are.
 */
const SECONDS = {
  'test/e2e/lifecycle.e2e.spec.ts': 110,
  'test/e2e/stories.e2e.spec.ts': 80,
  'test/e2e/subscriber.e2e.spec.ts': 70,
  'test/integration/training-history.spec.ts': 60,
  'test/e2e/models.e2e.spec.ts': 50,
  'test/e2e/fault.e2e.spec.ts': 47,
  'test/e2e/refusals.e2e.spec.ts': 45,
  'test/integration/boot.spec.ts': 40,
  'test/integration/model-watch.spec.ts': 39,
  'test/contracts/identities.spec.ts': 36,
  'test/e2e/crowd.e2e.spec.ts': 34,
  'test/integration/auto-training.spec.ts': 32,
  'test/integration/behavior.spec.ts': 32,
  'test/integration/replay.spec.ts': 32,
  'test/e2e/callers.e2e.spec.ts': 26,
  'test/e2e/doors.e2e.spec.ts': 26,
  'test/integration/models.spec.ts': 24,
  'test/integration/trends.spec.ts': 23,
  'test/integration/campaigns.spec.ts': 22,
};

const secondsOf = ({ path, context }) => SECONDS[path.slice(context.config.rootDir.length + 1)] ?? 0;

/** The longest files first, so that the workers end together: else the last of them runs alone for minutes. */
export default class LongestFirst extends (sequencer.default ?? sequencer) {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => secondsOf(other) - secondsOf(one));
  }
}
