import { ShutDown } from './shut-down.js';

describe('a shut-down', () => {
  it('undoes the latest first, one after the other, and once', async () => {
    const done: string[] = [];
    const shutDown = new ShutDown();
    shutDown.add(async () => { await Promise.resolve(); done.push('first'); });
    shutDown.add(async () => { await Promise.resolve(); done.push('second'); });
    shutDown.mayGoOn();
    await Promise.all([shutDown.run(), shutDown.run()]);
    expect([shutDown.begun, done]).toEqual([true, ['second', 'first']]);
  });

  it('lets nobody go on once it has begun', () => {
    const shutDown = new ShutDown();
    void shutDown.run();
    expect(() => shutDown.mayGoOn()).toThrow('the service is being stopped');
  });
});
