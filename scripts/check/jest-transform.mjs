import swcJest from '@swc/jest';

// swc leaves a module's own `const __dirname = dirname(fileURLToPath(import.meta.url))` beside the CommonJS one of the
// same name and value, which does not parse; without the declaration the name means the same.
const OWN_DIRNAME = /^const (?:__dirname|__filename) = /gm;
const DOOR = /\/(?:libs|apps)\/.*\/index[.]ts$/;
const PASSED_ON = /^export \{[^}]*\} from '([^']+)';/gm;
/** Goes into the key of Jest's cache: what this file does to a module is no setting of swc's. */
const VERSION = '2';

function withoutOwnDirname(output) {
  return { ...output, code: output.code.replace(OWN_DIRNAME, 'void ') };
}

/**
 * A door (index.ts) loads what it passes on when somebody takes it. Each file of tests has modules of its own, and most
 * take a port or two through a door behind which all of Nest and TypeORM stand: loading those was most of a unit test.
 */
function asDoor(options, source) {
  const lazy = [...source.matchAll(PASSED_ON)].map(([, from]) => from);
  return swcJest.createTransformer({ ...options, module: { ...options.module, lazy } });
}

export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    return {
      ...swc,
      getCacheKey: (...input) => `${swc.getCacheKey(...input)}-${VERSION}`,
      process(source, path, ...rest) {
        const transformer = DOOR.test(path) ? asDoor(options, source) : swc;
        return withoutOwnDirname(transformer.process(source, path, ...rest));
      },
    };
  },
};
