import type { Statement } from '#platform/database';
import { keepChoices } from './choice-columns.js';

export const KEEP_PREFERENCES = keepChoices('user_preference');

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
