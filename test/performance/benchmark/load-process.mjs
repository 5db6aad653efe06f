import { fork } from 'node:child_process';
import { join } from 'node:path';

const ENTRY = join(import.meta.dirname, '..', 'load', 'main.mjs');

/** The one process all load comes from, so that its share of the CPU can be seen. One command at a time. */
export class LoadProcess {
  #child = fork(ENTRY, { serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] });
  #waiting;

  constructor() {
    this.#child.on('message', ({ error, result }) => this.#settle(error, result));
    this.#child.once('exit', (code, signal) => this.#settle(`the load process ended (${signal ?? code})`));
  }

  get pid() {
    return this.#child.pid;
  }

  /** Runs a command of load/main.mjs and resolves with what it returns. */
  call(command, settings) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#child.send({ command, settings });
    });
  }

  /** It ends by itself when nobody is at the other end. */
  stop() {
    if (this.#child.connected) this.#child.disconnect();
  }

  #settle(error, result) {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}
