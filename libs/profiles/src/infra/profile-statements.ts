import type { Statement } from '#platform/database';
import { OUTCOMES } from '#realtime/core';

function sum(column: string): string {
  const parts = OUTCOMES.map((_, index) => `user_profile.${column}[${index + 1}] + excluded.${column}[${index + 1}]`);
  return `${column} = ARRAY[${parts.join(', ')}]`;
}

export const ADD_TO_USERS: Statement = {
  name: 'user_profile_add',
  text: `
    INSERT INTO user_profile (user_id, first_ms, last_ms, answered_ms, timed_answered, interactions, security_events, incoming, outgoing)
    SELECT t.user_id, t.first_ms, t.last_ms, t.answered_ms, t.timed_answered, t.interactions, t.security_events, t.incoming::integer[], t.outgoing::integer[]
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::integer[], $6::integer[], $7::integer[], $8::text[], $9::text[])
      AS t(user_id, first_ms, last_ms, answered_ms, timed_answered, interactions, security_events, incoming, outgoing)
    ORDER BY t.user_id
    ON CONFLICT (user_id) DO UPDATE SET
      first_ms = least(user_profile.first_ms, excluded.first_ms),
      last_ms = greatest(user_profile.last_ms, excluded.last_ms),
      answered_ms = user_profile.answered_ms + excluded.answered_ms,
      timed_answered = user_profile.timed_answered + excluded.timed_answered,
      interactions = user_profile.interactions + excluded.interactions,
      security_events = user_profile.security_events + excluded.security_events,
      ${sum('incoming')}, ${sum('outgoing')}`,
};

// Each preference on its own: the latest choice wins, equal times are settled by id.
export const KEEP_PREFERENCES: Statement = {
  name: 'user_preference_keep',
  text: `
    INSERT INTO user_preference (user_id, name, value, chosen_ms, event_id)
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::jsonb[], $4::bigint[], $5::uuid[]) AS t(user_id, name, value, chosen_ms, event_id)
    ORDER BY t.user_id, t.name
    ON CONFLICT (user_id, name) DO UPDATE SET value = excluded.value, chosen_ms = excluded.chosen_ms, event_id = excluded.event_id
      WHERE (excluded.chosen_ms, excluded.event_id) > (user_preference.chosen_ms, user_preference.event_id)`,
};

export const CHOICES: Statement = {
  name: 'user_choices',
  text: `
    SELECT user_id, max(value #>> '{}') FILTER (WHERE name = 'timezone'), max(value #>> '{}') FILTER (WHERE name = 'whitelistStrategy')
    FROM user_preference WHERE user_id = ANY($1::bigint[]) GROUP BY user_id`,
};

export const CHANGED_CHANNEL = 'user_preferences_changed';

export const TELL_CHANGED: Statement = {
  name: 'user_preferences_tell',
  text: `SELECT pg_notify('${CHANGED_CHANNEL}', user_id::text) FROM unnest($1::bigint[]) AS user_id`,
};
