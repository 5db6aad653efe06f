import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { inputsInvalid, type FieldError } from '#kernel';
import { requireOwn } from './query.guard.js';

const MOST_NAMED = 20;
const LONGEST_NAME = 128;
/** A route that has either reads the body itself, or has it checked by the pipe. */
const READERS = [RouteParamtypes.BODY, RouteParamtypes.REQUEST, RouteParamtypes.RAW_BODY];

function readsBody(controller: object, handler: { readonly name: string }): boolean {
  const read = Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as object);
  return read.some((key) => READERS.some((type) => key.startsWith(`${type}:`)));
}

function faultsOf(body: unknown): FieldError[] {
  if (body === undefined || body === null) return [];
  if (typeof body !== 'object' || Array.isArray(body)) return [{ path: 'body', message: 'must be empty' }];
  return Object.keys(body).slice(0, MOST_NAMED).map((key) => ({ path: key.slice(0, LONGEST_NAME), message: 'is not known here' }));
}

/** Refuses the body of a request whose route reads none: what it says would be passed over in silence. Raw bodies are for who asked for them. */
export class BodyGuard implements CanActivate {
  private readonly readers = new WeakMap<object, boolean>();

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.body === undefined || request.routeOptions.config.rawTypes !== undefined || this.reads(context)) return true;
    const faults = faultsOf(request.body);
    if (faults.length === 0) return true;
    requireOwn(request);
    throw inputsInvalid(faults);
  }

  private reads(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    const known = this.readers.get(handler) ?? readsBody(context.getClass(), handler);
    this.readers.set(handler, known);
    return known;
  }
}
