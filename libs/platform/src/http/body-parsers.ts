import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#kernel';
import { readJson } from './json-body.js';
import { MEDIA_TYPES, RawBytes } from './raw-body.decorator.js';

function unsupported(detail: string): AppError {
  return new AppError('media_type_unsupported', 'unsupported', detail);
}

function mediaTypeOf(request: FastifyRequest): string {
  const type = request.headers['content-type'] ?? '';
  return (type.split(';', 1)[0] ?? '').trim().toLowerCase();
}

function readBody(request: FastifyRequest, bytes: Buffer): unknown {
  if (request.is404) return undefined;
  const coding = request.headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity') throw unsupported('bodies with a Content-Encoding are not read');
  const { rawTypes } = request.routeOptions.config;
  if (rawTypes === undefined && request.headers['content-type'] === 'application/json') return readJson(bytes);
  const mediaType = mediaTypeOf(request);
  if (rawTypes?.includes(mediaType) === true) return new RawBytes(mediaType, bytes);
  if (mediaType === 'application/json') return readJson(bytes);
  throw unsupported('this route does not read bodies of that content type');
}

/** Replaces Fastify's parsers: only the media types we read, and raw bytes where a route asks for them. */
export function installBodyParsers(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser([...MEDIA_TYPES], { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, readBody(request, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
