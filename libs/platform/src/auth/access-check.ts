import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { accessOf } from './access.decorator.js';
import { routeHandlersOf } from './route-config.js';

/** Stops the start where a route says neither `@Open()` nor `@Roles(…)`. */
@Injectable()
export class AccessCheck implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const silent = this.discovery.getControllers().flatMap(({ metatype }) => (metatype === null ? [] : undecided(metatype)));
    if (silent.length > 0) throw new Error(`these routes state no access, add @Open() or @Roles(…): ${silent.join(', ')}`);
  }
}

function undecided(controller: { readonly name: string; readonly prototype?: unknown }): string[] {
  const handlers = routeHandlersOf({ prototype: controller.prototype as object });
  return [...handlers].filter(([, handler]) => accessOf(handler) === undefined).map(([name]) => `${controller.name}.${name}`);
}
