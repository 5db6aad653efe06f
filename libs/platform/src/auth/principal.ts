import { AppError } from '#kernel';
import type { Role } from './role.js';

/** Who makes a request, as its token says. */
export interface Principal {
  readonly subject: string;
  readonly role: Role;
  readonly tokenId?: string;
}

/**
 * Users and moderators may touch only their own data; admins and sibling services may act for anyone.
 * Call it before looking whether `userId` exists: a 404 would tell strangers who is known here.
 * @throws AppError `forbidden_user`
 */
export function requireSelf(principal: Principal, userId: string): void {
  if (principal.role === 'admin' || principal.role === 'system') return;
  if (principal.subject !== userId) throw new AppError('forbidden_user', 'forbidden', "this token may only reach its own subject's data");
}
