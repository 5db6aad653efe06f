import swcJest from '@swc/jest';

// swc leaves a module's own `const __dirname = dirname(fileURLToPath(import.meta.url))` beside the CommonJS one of the
// same name and value, which does not parse; without the declaration the name means the same.
const OWN_DIRNAME = /^const (?:__dirname|__filename) = /gm;

function withoutOwnDirname(output) {
  return { ...output, code: output.code.replace(OWN_DIRNAME, 'void ') };
}

export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    return { ...swc, process: (...input) => withoutOwnDirname(swc.process(...input)) };
  },
};
