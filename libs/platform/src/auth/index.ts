export { ACCESS_EXTENSION, Open, Roles, accessOf, type Access } from './access.decorator.js';
export { AuthModule } from './auth.module.js';
export { CurrentPrincipal } from './current-principal.decorator.js';
export { OwnBodyGuard } from './own-body.guard.js';
export { requireSelf, type Principal } from './principal.js';
export { ROLES, permits, type Role } from './role.js';
export { extendRouteConfig } from './route-config.js';
export { signToken, type TokenSpec } from './sign-token.js';
export { TokenVerifier, type VerifierOptions } from './token-verifier.js';
