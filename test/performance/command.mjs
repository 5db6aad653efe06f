import { parseArgs } from 'node:util';

/** Progress goes to stderr: with `--json` stdout carries one document and nothing else. */
export const progressOf = (name) => (line) => process.stderr.write(`${name} ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);

const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value);

function optionsOf(args, { flags, wanted }) {
  const { values } = parseArgs({ args, options: { ...flags, json: { type: 'boolean', default: false } }, strict: true });
  for (const name of wanted) if (values[name] === undefined) throw new Error(`--${name} is missing`);
  return values;
}

/**
 * A benchmark as a command: `main(args)` prints what `benchmark(options)` comes to, as JSON or as a table. Its exit code is 0 whatever the
 * figures are, 1 where something broke, 2 for a wrong call. `wanted`: options that must be given.
 */
export function command({ say, usage, flags, wanted, benchmark, asTable }) {
  return (args) => {
    let options;
    try {
      options = optionsOf(args, { flags, wanted });
    } catch (error) {
      say(`${error.message}\n${usage}`);
      return 2;
    }
    try {
      const report = benchmark(options);
      process.stdout.write(options.json ? `${JSON.stringify(report, rounded)}\n` : asTable(report));
      return 0;
    } catch (error) {
      say(error.message);
      return 1;
    }
  };
}
