import { AppError } from '#kernel';
import { run, stopWithSupervisor } from './run.js';

const system = (code: string, parts: object = {}): Error => Object.assign(new Error(`${code}: the system's own words`), { code, ...parts });

let screen = '';
beforeEach(() => {
  screen = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    screen += String(chunk);
    return true;
  });
  jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
});
afterEach(() => jest.restoreAllMocks());

describe('a process that cannot start', () => {
  it.each([
    ['a bad setting', new AppError('config_invalid', 'invalid', 'PORT got "x", wants a whole number'), 'PORT got "x", wants a whole number', 2],
    ['another instance', new AppError('instance_running', 'conflict', 'another instance is running'), 'another instance is running', 1],
    ['a taken port', system('EADDRINUSE', { port: 3004 }), 'port 3004 is taken by another program; set PORT to a free one', 1],
    ['a port of the system', system('EACCES', { port: 80 }), 'port 80 may not be opened by this user; set PORT to one above 1023', 1],
    ['an address elsewhere', system('EADDRNOTAVAIL'), 'HOST is not an address of this machine', 1],
    ['a file that may not be read', system('EACCES'), "EACCES: the system's own words", 1],
    ['anything else', new Error('something else'), 'something else', 1],
  ])('says so in one sentence: %s', async (_name, error, sentence, code) => {
    await run(() => Promise.reject(error));
    expect(screen).toBe(`profile-analytics: ${sentence}\n`);
    expect(process.exit).toHaveBeenCalledWith(code);
  });

  it('and says nothing where it can', async () => {
    await run(() => Promise.resolve());
    expect(screen).toBe('');
    expect(process.exit).not.toHaveBeenCalled();
  });
});

describe('a child process', () => {
  const { send } = process;
  afterEach(() => Object.assign(process, { send }));

  it.each([[true, 1], [false, 0]])('stops when its supervisor is gone, if it has one: %p', (hasSupervisor, listeners) => {
    if (hasSupervisor) process.send = () => true;
    else delete process.send;
    const before = process.listenerCount('disconnect');
    const stop = jest.fn();
    stopWithSupervisor(stop);
    expect(process.listenerCount('disconnect') - before).toBe(listeners);
    process.removeListener('disconnect', stop);
  });
});
