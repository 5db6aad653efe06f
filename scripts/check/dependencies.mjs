import { blindness, cruiseTree } from './cruise.mjs';

const { modules, violations } = await cruiseTree(process.cwd());
for (const { rule, from, to, cycle } of violations) {
  const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
  console.log(from === to ? `${rule.name}: ${from}` : `${rule.name}: ${from} → ${path}`);
}
const blind = blindness(modules);
if (blind) console.log(`blind: ${blind}`);
console.log(`${modules.length} modules, ${violations.length} violations`);
process.exitCode = blind || violations.length > 0 ? 1 : 0;
