import fc from 'fast-check';
import { Logger } from './logger.js';
import { NestLogger } from './nest-logger.js';
import { runInRequest } from './request-context.js';

function loggerAt(level: string): { logger: Logger; written: () => Record<string, unknown>[]; raw: string[] } {
  const raw: string[] = [];
  const logger = new Logger({ level, write: (line) => raw.push(line), now: () => new Date(0) });
  return { logger, raw, written: () => raw.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

it('writes one JSON line with the fields it is given', () => {
  const { logger, raw } = loggerAt('info');
  logger.info('started', { port: 3004, level: 'not mine', nothing: undefined, big: 12n, at: new Date(0), bytes: Buffer.alloc(3) });
  expect(raw).toEqual(['{"port":3004,"level":"info","big":12,"at":"1970-01-01T00:00:00.000Z","bytes":"[3 bytes]","time":"1970-01-01T00:00:00.000Z","msg":"started"}\n']);
});

it.each([
  ['INFO', ['fatal', 'error', 'warn', 'info']],
  ['Fatal', ['fatal']],
  ['trace', ['fatal', 'error', 'warn', 'info', 'debug', 'trace']],
])('at %s it writes %j', (level, expected) => {
  const { logger, written } = loggerAt(level);
  for (const method of ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const) logger[method]('x');
  expect(written().map((line) => line['level'])).toEqual(expected);
});

it('knows no other level', () => expect(() => new Logger({ level: 'loud' })).toThrow('no log level named loud'));

it('carries the id of its request through awaits', async () => {
  const { logger, written } = loggerAt('info');
  await runInRequest({ requestId: 'r-1', traceparent: 't' }, async () => {
    await Promise.resolve();
    logger.info('inside');
  });
  logger.info('outside');
  expect(written().map((line) => line['requestId'])).toEqual(['r-1', undefined]);
});

it('writes errors with their causes and cuts what never ends', () => {
  const { logger, written } = loggerAt('info');
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  logger.error('failed', { error: new TypeError('bad', { cause: new Error('worse') }), loop });
  expect(written()[0]).toMatchObject({ error: { type: 'TypeError', message: 'bad', stack: expect.stringContaining('logger.spec') as string, cause: { message: 'worse' } } });
  expect(JSON.stringify(written()[0])).toContain('[deep]');
});

it('lets no phone number out, in message, field, key, error or id', () => {
  fc.assert(
    fc.property(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{7,14}$/)), fc.string(), ([first, rest], noise) => {
      const { logger, raw } = loggerAt('info');
      const phone = `+${first}${rest}`;
      runInRequest({ requestId: `${first}${rest}`, traceparent: '' }, () => {
        logger.info(`${noise}${phone}`, { phone, [phone]: 1, nested: { list: [`${noise}${phone}${noise}`] }, error: new Error(`no ${phone}`, { cause: phone }) });
      });
      expect(raw.join('')).not.toContain(`${first}${rest}`);
    }),
    { numRuns: 1000 },
  );
});

it("gives Nest's lines the same form, its chatter at debug", () => {
  const { logger, written } = loggerAt('debug');
  const nest = new NestLogger(logger);
  nest.log('Mapped {/x, GET} route', 'RouterExplorer');
  nest.error(new Error('boom'), 'stack', 'Injector');
  nest.warn({ odd: true }, 'Context');
  expect(written()).toEqual([
    expect.objectContaining({ level: 'debug', msg: 'Mapped {/x, GET} route', context: 'RouterExplorer' }),
    expect.objectContaining({ level: 'error', msg: 'boom', context: 'Injector', details: ['stack'] }),
    expect.objectContaining({ level: 'warn', context: 'Context', details: [{ odd: true }] }),
  ]);
});
