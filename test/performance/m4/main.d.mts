/** What m4/main.mjs exports, for the tests that are in TypeScript. */
export function main(args: readonly string[]): Promise<number>;
