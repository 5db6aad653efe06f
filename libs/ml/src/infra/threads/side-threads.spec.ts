import { MessageChannel } from 'node:worker_threads';
import { randomForest } from '../../core/algorithms/random-forest.js';
import { assist, type PartOrder } from './side-threads.js';

const checked = randomForest.check({ trees: 4 });
const order: PartOrder = {
  turn: 1,
  set: { features: { rows: 4, columns: 1, values: Float64Array.of(1, 2, 3, 4) }, labels: Float64Array.of(0, 0, 1, 1), classes: 2 },
  options: { hyperparameters: 'values' in checked ? checked.values : {}, seed: 1 },
  from: 2,
  to: 4,
};

async function answerTo(sent: PartOrder): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  const state = Int32Array.of(0, 1);
  assist({ port: port2, state });
  const answered = new Promise((resolve) => port1.once('message', resolve));
  port1.postMessage(sent);
  const answer = await answered;
  port1.close();
  expect(state[0]).toBeGreaterThan(0);
  return answer;
}

describe('a side thread', () => {
  it('answers with its trees', async () => {
    expect(await answerTo(order)).toMatchObject({ turn: 1, part: { from: 2, trees: [{ outputs: 1 }, { outputs: 1 }] } });
  });

  it('answers with what went wrong', async () => {
    expect(await answerTo({ ...order, set: { ...order.set, labels: Float64Array.of(1) } })).toEqual({ turn: 1, failure: '4 rows need as many labels' });
  });

  it('stops where another forest has its turn', async () => {
    expect(await answerTo({ ...order, turn: 0 })).toMatchObject({ turn: 0, failure: expect.stringContaining('nobody waits') as string });
  });
});
