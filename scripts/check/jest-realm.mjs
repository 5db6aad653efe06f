import { TestEnvironment } from 'jest-environment-node';

/**
 * The worker's own globals in place of a context of Node's `vm`: there every `Math` of a loop is looked up through a proxy, and
 * packages cannot be shared. What a file changes of the process is put back when it ends.
 */
export default class OneRealm extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({ config: config.projectConfig, global: globalThis });
    this.before = { console, exit: process.exit, env: { ...process.env }, names: new Set(Reflect.ownKeys(globalThis)) };
  }

  async teardown() {
    await super.teardown();
    const { console, exit, env, names } = this.before;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    for (const name of Reflect.ownKeys(globalThis)) if (!names.has(name)) Reflect.deleteProperty(globalThis, name);
    globalThis.console = console;
    process.exit = exit;
  }
}
