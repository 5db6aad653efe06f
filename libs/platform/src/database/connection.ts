import pg from 'pg';

export const SCHEMA = 'profile_analytics';

const INT8 = 20;
const INT8_ARRAY = 1016;

function integers(literal: string): number[] {
  return literal === '{}' ? [] : literal.slice(1, -1).split(',').map(Number);
}

// Every bigint of the schema stays far below 2^53: ids, positions and epoch milliseconds.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown => {
    if (oid === INT8) return Number;
    if (oid === INT8_ARRAY) return integers;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** Options of every node-postgres connection: our types, our search path, dead peers noticed. */
export function connectionOptions(url: string, schema: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'profile-analytics',
    keepAlive: true,
    types,
    // Statements are named and asked thousands of times; left to itself the server plans the larger ones anew each time, at twice their cost.
    options: `-c search_path=${schema} -c plan_cache_mode=force_generic_plan`,
  };
}
