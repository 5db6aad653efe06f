import { createRequire } from 'node:module';
import { sep } from 'node:path';
import { compileFunction } from 'node:vm';
import Runtime from 'jest-runtime';

const load = createRequire(import.meta.url);
const FOLDER = `${sep}node_modules${sep}`;
/** Packages that count or register something for a whole process: each file of tests has its own. */
const PER_FILE = /\/node_modules\/(?:prom-client|@willsoto\/nestjs-prometheus|@tensorflow\/[^/]+)\//;

/** A package is loaded once a worker, as Node loads it; our own sources once a file, as Jest does. */
export default class SharedPackages extends Runtime {
  constructor(...options) {
    super(...options);
    const { injectedModuleParameters } = this.executor;
    // Among the worker's own globals, where the packages are too (jest-realm.mjs), and not in a context of its own.
    this.executor.compile = (source, filename) => compileFunction(source, injectedModuleParameters, { filename });
  }

  requireModule(from, name, options, isActual) {
    const path = options?.isInternalModule === true ? undefined : this.sharedPackage(from, name);
    return path === undefined ? super.requireModule(from, name, options, isActual) : load(path);
  }

  /** The file of a package that every file of tests may share, or undefined; `isolateModules` asks for a fresh one. */
  sharedPackage(from, name) {
    if (this.registries.isolation !== null || (name !== undefined && this._resolution.isCoreModule(name))) return undefined;
    const path = name === undefined ? from : this._resolution.resolveCjs(from, name);
    return path.includes(FOLDER) && !PER_FILE.test(path) ? path : undefined;
  }
}
