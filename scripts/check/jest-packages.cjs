const { sep } = require('node:path');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const PACKAGES = `${sep}node_modules${sep}`;
/** Packages that count or register something for a whole process: each file gets its own. */
const PER_FILE = /\/node_modules\/(?:prom-client|@willsoto\/nestjs-prometheus|@tensorflow\/[^/]+)\//;

/** A package is loaded once a worker, as Node loads it; our own sources once a file, as Jest does. */
module.exports = class extends Runtime {
  isolated = 0;

  constructor(...options) {
    super(...options);
    const { injectedModuleParameters } = this.executor;
    this.executor.compile = (source, filename) => compileFunction(source, injectedModuleParameters, { filename });
  }

  requireModule(from, name, options, isActual) {
    if (options === undefined && this.isolated === 0 && name !== undefined && !this._resolution.isCoreModule(name)) {
      const path = this._resolution.resolveCjs(from, name);
      if (path.includes(PACKAGES) && !PER_FILE.test(path)) return require(path);
    }
    return super.requireModule(from, name, options, isActual);
  }
};
