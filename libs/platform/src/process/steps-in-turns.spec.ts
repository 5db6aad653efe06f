import { stepsInTurns } from './steps-in-turns.js';

describe('work in turns', () => {
  it('gives what the steps end with', async () => {
    await expect(stepsInTurns((function* () { yield; yield; return 3; })())).resolves.toBe(3);
  });

  it('lets the event loop go on while there are steps', async () => {
    let isDone = false;
    setImmediate(() => (isDone = true));
    const work = stepsInTurns((function* () { while (!isDone) yield; return 'let go'; })());
    await expect(work).resolves.toBe('let go');
  });

  it('fails with what a step throws', async () => {
    await expect(stepsInTurns((function* () { yield; throw new Error('broken'); })())).rejects.toThrow('broken');
  });
});
