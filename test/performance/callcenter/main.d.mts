/** What callcenter/main.mjs exports, for the tests that are in TypeScript. */
export function main(args: readonly string[]): number;
