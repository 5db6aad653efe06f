import { SECTIONS, VARIABLES } from '#platform/config';

function variableLines(): string[] {
  return Object.entries(VARIABLES).flatMap(([name, variable]) => {
    const { doc, wants, fallback, example } = variable as { doc: string; wants: string; fallback?: string | number | boolean; example?: string };
    const value = fallback ?? example ?? '';
    return [`# ${doc}`, `# Wants ${wants}.`, `# ${name}=${value}`, ''];
  });
}

function sectionLines(): string[] {
  return Object.entries(SECTIONS).flatMap(([section, settings]) => [
    `# ${section}:`,
    ...Object.entries(settings).map(([name, { doc, fallback, min, max }]) => `#   ${name} (default ${fallback}, ${min} to ${max}): ${doc}`),
  ]);
}

/** Prints `.env.example`, so that it can never name a variable nobody reads. */
export function envExampleCommand(): Promise<void> {
  const head = ['# Every setting with its default. Copy to .env and uncomment what you change.', '# Generated from the code: npm run env-example', ''];
  process.stdout.write(`${[...head, ...variableLines(), '# Sections of the JSON file that CONFIG_FILE names:', ...sectionLines()].join('\n')}\n`);
  return Promise.resolve();
}
