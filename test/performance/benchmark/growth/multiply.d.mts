/** What growth/multiply.mjs exports, for the tests that are in TypeScript. */
import type { ClientBase } from 'pg';
export const STRIDE: number;
export const TABLES: { readonly folded: readonly string[]; readonly others: readonly string[]; readonly sketched: readonly string[] };
export function multiplyState(client: ClientBase, copies: number): Promise<void>;
export function multiplyLog(client: ClientBase, copies: number): Promise<void>;
