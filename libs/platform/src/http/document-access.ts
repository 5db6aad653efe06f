import type { OpenAPIObject } from '@nestjs/swagger';
import { ACCESS_EXTENSION, type Access } from '#platform/auth';
import { PROBLEM_CONTENT, PROBLEM_SCHEMA_NAME } from './api-problems.decorator.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const GUARDED: Readonly<Record<string, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 429: 'Too Many Requests' };

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
  properties: {
    type: { type: 'string', example: 'urn:problem:input_invalid' },
    title: { type: 'string', example: 'Bad Request' },
    status: { type: 'integer', example: 400 },
    detail: { type: 'string', example: 'the request does not have the form this route wants' },
    instance: { type: 'string', example: 'urn:request:4f0f2f4e-6d1a-4c1b-9a52-1f1a7c0f7f10' },
    code: { type: 'string', example: 'input_invalid', description: 'Stable for ever.' },
    requestId: { type: 'string', example: '4f0f2f4e-6d1a-4c1b-9a52-1f1a7c0f7f10' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string', example: 'timezone' }, message: { type: 'string' } } },
    },
    error: { type: 'string', description: 'Under `/v2` alone: detail and errors in one text, as the Open Inference Protocol wants it.' },
  },
};

function documentOperation(operation: Operation): void {
  const stated = operation as Operation & { [ACCESS_EXTENSION]?: Access };
  const access = stated[ACCESS_EXTENSION];
  delete stated[ACCESS_EXTENSION];
  const open = access === 'open';
  const who = access === undefined ? 'admin' : open ? 'none, open to all' : [...new Set([...access, 'admin'])].join(', ');
  const statuses = { 500: 'Internal Server Error', ...(open ? {} : GUARDED) };
  const responses = Object.fromEntries(Object.entries(statuses).map(([status, description]) => [status, { description, content: PROBLEM_CONTENT }]));
  Object.assign(operation, {
    description: [operation.description, `Required role: ${who}.`].filter(Boolean).join('\n\n'),
    security: open ? [] : [{ bearer: [] }],
    responses: { ...responses, ...operation.responses },
  });
}

/** Writes into each operation what its `@Roles` or `@Open` says, and the problems that come with it. Changes `document`. */
export function documentAccess(document: OpenAPIObject): OpenAPIObject {
  document.components = { ...document.components, schemas: { ...document.components?.schemas, [PROBLEM_SCHEMA_NAME]: PROBLEM_SCHEMA } };
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation !== undefined) documentOperation(operation);
    }
  }
  return document;
}
