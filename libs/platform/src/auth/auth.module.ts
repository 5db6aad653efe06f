import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Settings } from '#platform/config';
import { AccessCheck } from './access-check.js';
import { TokenVerifier } from './token-verifier.js';

function verifierFor({ env, secrets }: Settings): TokenVerifier {
  return new TokenVerifier({ secret: secrets.jwtSecret, keySetUrl: env.JWT_JWKS_URL, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE });
}

/** Verifies tokens and checks at boot that every route states its access; `createHttpApp` enforces it per request. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [AccessCheck, { provide: TokenVerifier, inject: [Settings], useFactory: verifierFor }],
  exports: [TokenVerifier],
})
export class AuthModule {}
