import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';

export const PROBLEM_SCHEMA_NAME = 'Problem';

export const PROBLEM_CONTENT = { 'application/problem+json': { schema: { $ref: `#/components/schemas/${PROBLEM_SCHEMA_NAME}` } } };

/** Documents the statuses that a route answers with a problem. Those of tokens and limits are added to every route anyway. */
export function ApiProblems(...statuses: readonly number[]): MethodDecorator & ClassDecorator {
  return applyDecorators(...statuses.map((status) => ApiResponse({ status, description: STATUS_CODES[status] ?? 'Error', content: PROBLEM_CONTENT })));
}
