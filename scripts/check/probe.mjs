// Plants a violation of every rule and wants exactly that rule to fire: a rule that catches nothing is worse than none.
import { probeDependencies } from './probe-dependencies.mjs';
import { probeLint } from './probe-lint.mjs';
import { LIMIT, ninetieth } from './line-lengths.mjs';

const ROOT = process.cwd();

function probeLineLengths() {
  const files = (long) => Array.from({ length: 10 }, (_, rank) => ({ lines: rank < long ? LIMIT + 1 : LIMIT }));
  const faults = [];
  if (ninetieth(files(2)) <= LIMIT) faults.push('line-lengths: two long files of ten pass');
  if (ninetieth(files(1)) > LIMIT) faults.push('line-lengths: one long file of ten fails');
  return { faults, plants: 2, rules: 1 };
}

const results = [];
for (const probe of [probeDependencies, probeLint, probeLineLengths]) results.push(await probe(ROOT));
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const faults = results.flatMap((result) => result.faults);
for (const fault of faults) console.log(fault);
console.log(`${sum('rules')} rules, ${sum('plants')} plants, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
