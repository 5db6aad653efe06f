import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppError } from '#kernel';
import { extendRouteConfig } from '#platform/auth';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Media types whose bytes this route reads itself; JSON is not parsed for it. */
    rawTypes?: readonly string[];
    /** In place of the 2 MiB that hold elsewhere. */
    bodyLimitBytes?: number;
  }
}

/** A body as it came: not decoded, not checked. */
export class RawBytes {
  constructor(
    readonly mediaType: string,
    readonly bytes: Buffer,
  ) {}
}

/** The route takes bodies of these media types unparsed, through `@RawBody()`. */
export function ReadsRaw(...mediaTypes: readonly MediaType[]): MethodDecorator {
  return (_target, _key, descriptor) => extendRouteConfig(descriptor.value as object, { rawTypes: mediaTypes });
}

/** The largest body the route reads. */
export function BodyLimit(bytes: number): MethodDecorator {
  return (_target, _key, descriptor) => extendRouteConfig(descriptor.value as object, { bodyLimitBytes: bytes });
}

export const MEDIA_TYPES = [
  'application/json', 'application/x-ndjson', 'application/cloudevents+json', 'application/cloudevents-batch+json', 'application/octet-stream', 'application/x-onnx',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/**
 * The body of a route marked `@ReadsRaw(…)`. For the busiest routes, with `@Req()`: Nest runs every other parameter
 * through the pipes, which costs about as much as the rest of its work.
 * @throws AppError `body_missing`
 */
export function rawBodyOf({ body }: Pick<FastifyRequest, 'body'>): RawBytes {
  if (!(body instanceof RawBytes) || body.bytes.length === 0) throw new AppError('body_missing', 'invalid', 'a body is wanted');
  return body;
}

/** `rawBodyOf` as a parameter. */
export const RawBody = createParamDecorator((_data: unknown, context: ExecutionContext): RawBytes => rawBodyOf(context.switchToHttp().getRequest<FastifyRequest>()));
