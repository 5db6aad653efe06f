import { TestEnvironment } from 'jest-environment-node';

/** The worker's own globals in place of a context of Node's `vm`: what a file changes there is put back when it ends. */
export default class OneRealm extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({ config: config.projectConfig, global: globalThis });
    this.before = { env: { ...process.env }, exit: process.exit, console };
  }

  async teardown() {
    await super.teardown();
    const { env, exit, console } = this.before;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    Object.assign(globalThis, { console });
    process.exit = exit;
  }
}
