import type { Statement } from '#platform/database';

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
    SELECT user_id, max(value #>> '{}') FILTER (WHERE name = 'timezone'), max(value #>> '{}') FILTER (WHERE name = 'whitelistStrategy'),
      max(value ->> 'sealed') FILTER (WHERE name = 'rules'), max(value ->> 'sealed') FILTER (WHERE name = 'phoneNumber')
    FROM user_preference WHERE user_id = ANY($1::bigint[]) GROUP BY user_id`,
};

export const CHANGED_CHANNEL = 'user_preferences_changed';

export const TELL_CHANGED: Statement = {
  name: 'user_preferences_tell',
  text: `SELECT pg_notify('${CHANGED_CHANNEL}', user_id::text) FROM unnest($1::bigint[]) AS user_id`,
};
