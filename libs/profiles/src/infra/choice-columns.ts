import { plain, texts, type Parameter, type Statement } from '#platform/database';
import type { Choice } from '../app/choice-events.js';

// Each choice on its own: the latest wins, equal times are settled by id.
export function keepChoices(table: string): Statement {
  return {
    name: `${table}_keep`,
    text: `
    INSERT INTO ${table} (user_id, name, value, chosen_ms, event_id)
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::jsonb[], $4::bigint[], $5::uuid[]) AS t(user_id, name, value, chosen_ms, event_id)
    ORDER BY t.user_id, t.name
    ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value, chosen_ms = excluded.chosen_ms, event_id = excluded.event_id
      WHERE (excluded.chosen_ms, excluded.event_id) > (${table}.chosen_ms, ${table}.event_id)`,
  };
}

/** What `keepChoices` takes. One statement may touch a row only once: of several choices under a name only the latest goes in. */
export function choiceColumns(choices: readonly Choice[]): Parameter[] {
  return [
    plain(choices.map(({ userId }) => userId)),
    texts(choices.map(({ name }) => name)),
    texts(choices.map(({ value }) => JSON.stringify(value))),
    plain(choices.map(({ chosenAtMs }) => chosenAtMs)),
    plain(choices.map(({ eventId }) => eventId)),
  ];
}
