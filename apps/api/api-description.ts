import type { ApiDescription } from '#platform/http';

export const API_DESCRIPTION: ApiDescription = {
  title: 'Profile Analytics Service',
  description:
    'Live profiles of users and callers, and verdicts while the phone rings. Get a token with `npm run token -- --role admin --user u-1`, press *Authorize* and paste it.',
  version: '1.0.0',
};
