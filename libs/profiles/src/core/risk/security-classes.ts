/** What a security event comes to. Append only: the place of a class is how it is stored. */
export const SECURITY_CLASSES = ['failed_login', 'login', 'new_address', 'data_access', 'unauthorized_access', 'permission_change', 'other'] as const;
export type SecurityClass = (typeof SECURITY_CLASSES)[number];

/** What senders call each class, in lower case with `_` between words; docs/security-events.md shows the same table. */
export const ACTION_ALIASES: Readonly<Record<Exclude<SecurityClass, 'other'>, readonly string[]>> = {
  failed_login: [
    'failed_login', 'login_failed', 'login_failure', 'failed_sign_in', 'sign_in_failed', 'signin_failed', 'auth_failure', 'auth_failed', 'authentication_failed', 'authentication_failure',
    'invalid_password', 'wrong_password', 'invalid_credentials', 'bad_credentials', 'mfa_failed', 'mfa_failure', 'otp_failed', 'otp_invalid', 'failed_mfa', 'login_blocked', 'account_locked',
  ],
  login: ['login', 'logged_in', 'login_success', 'login_succeeded', 'successful_login', 'sign_in', 'signin', 'signed_in', 'sign_in_success', 'auth_success', 'authenticated', 'authentication_success', 'session_created'],
  new_address: [
    'new_address', 'new_ip', 'new_device', 'new_location', 'unknown_device', 'unusual_address', 'unusual_location', 'unfamiliar_device', 'login_new_device', 'login_new_ip', 'login_from_new_device',
    'login_from_new_ip', 'login_from_new_address', 'login_from_new_location', 'device_added', 'device_registered',
  ],
  data_access: ['data_access', 'data_read', 'data_export', 'data_download', 'data_exported', 'bulk_export', 'record_access', 'records_read', 'export_requested', 'profile_viewed', 'recording_access', 'transcript_access'],
  unauthorized_access: [
    'unauthorized_access', 'unauthorised_access', 'access_denied', 'permission_denied', 'forbidden', 'forbidden_access', 'unauthorized', 'unauthorised', 'privilege_escalation', 'token_theft', 'token_reuse',
    'session_hijack', 'session_hijacked', 'suspicious_login', 'suspicious_activity', 'intrusion', 'brute_force',
  ],
  permission_change: [
    'permission_change', 'permission_changed', 'permissions_changed', 'permission_granted', 'permission_revoked', 'role_change', 'role_changed', 'role_granted', 'password_change', 'password_changed',
    'password_reset', 'email_changed', 'phone_changed', 'mfa_disabled', 'mfa_enabled', 'mfa_changed', 'api_key_created', 'settings_changed',
  ],
};

const CLASS_OF_ACTION: ReadonlyMap<string, number> = new Map(
  Object.entries(ACTION_ALIASES).flatMap(([name, aliases]) => aliases.map((alias) => [alias, SECURITY_CLASSES.indexOf(name as SecurityClass)] as const)),
);

const OTHER = SECURITY_CLASSES.indexOf('other');

/** `LoginFailed`, `login-failed`, `auth.login failed` are written alike: lower case, `_` between words. */
function worded(action: string): string {
  return action.trim().replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
}

const LEADING = /^(security|auth|user|account|audit|event)_/;

/** The place in SECURITY_CLASSES of what a sender calls an event; a leading `auth.`, `user.` and the like is passed over. Anything else is `other`. */
export function classOf(action: string): number {
  const written = worded(action);
  const known = CLASS_OF_ACTION.get(written) ?? CLASS_OF_ACTION.get(written.replace(LEADING, ''));
  return known ?? OTHER;
}
