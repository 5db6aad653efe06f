import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities } from '#privacy';
import { KeepWebhooks } from '../../app/webhooks/keep-webhooks.js';
import type { Webhook } from '../../app/webhooks/webhook.js';
import { Webhooks } from '../../app/webhooks/webhooks.js';
import { isPlaceOf, isUuid, unknownWebhook } from '../faults.js';
import { presentDelivery, presentNewWebhook, presentWebhook } from './present-webhook.js';
import { ChangeWebhookDto, CreateWebhookDto, DeliveriesDto, DeliveryDto, NewWebhookDto, SentDto, WebhookDto, WebhooksDto } from './webhooks.dto.js';

const PAGE = 50;
const ID = { name: 'id', format: 'uuid' };
const isPlace = isPlaceOf('createdMs');

@ApiTags('webhooks')
@Controller('api/webhooks')
@Roles('user')
export class WebhooksController {
  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(KeepWebhooks) private readonly keep: KeepWebhooks,
    @Inject(Identities) private readonly identities: Identities,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Be told by HTTP', description: 'Messages after Standard Webhooks 1.0. The secret is shown in this answer and, but for the same request under the same Idempotency-Key, never again. At most ten.' })
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiCreatedResponse({ type: NewWebhookDto })
  @ApiProblems(400, 403, 409)
  async add(@Body() body: CreateWebhookDto, @CurrentPrincipal() { role, subject }: Principal, @Headers('idempotency-key') key?: string): Promise<NewWebhookDto> {
    const { url, events, signing = 'hmac', scope } = body;
    if (scope === 'all' && role !== 'admin') throw new AppError('forbidden_scope', 'forbidden', 'only admins are told of everybody');
    this.keep.check(url);
    const [userId] = await this.identities.registerUsers([subject]);
    return presentNewWebhook(await this.keep.create({ userId: userId as number, hearsAll: scope === 'all', url, events, signing }, { subject, key }));
  }

  @Get()
  @ApiOperation({ summary: 'Own webhooks, the oldest first' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: WebhooksDto })
  @ApiProblems(400)
  async list(@CurrentPrincipal() { subject }: Principal, @Query('cursor') cursor?: string): Promise<WebhooksDto> {
    const place = cursor === undefined ? undefined : decodeCursor(cursor, isPlace);
    const owner = await this.identities.findUser(subject);
    const found = owner === undefined ? [] : await this.webhooks.list(owner, place, PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return { items: page.map(presentWebhook), nextCursor: found.length > PAGE && last ? encodeCursor({ createdMs: last.createdMs, id: last.id }) : null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One webhook' })
  @ApiParam(ID)
  @ApiOkResponse({ type: WebhookDto })
  @ApiProblems(404)
  async get(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<WebhookDto> {
    return presentWebhook(await this.known(id, principal));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change a webhook, switch it off, or on again' })
  @ApiParam(ID)
  @ApiOkResponse({ type: WebhookDto })
  @ApiProblems(400, 404)
  async change(@Param('id') id: string, @Body() { url, events, active }: ChangeWebhookDto, @CurrentPrincipal() principal: Principal): Promise<WebhookDto> {
    const { userId } = await this.known(id, principal);
    const changed = await this.keep.change(userId, id, { url, events, isActive: active });
    if (changed === undefined) throw unknownWebhook();
    return presentWebhook(changed);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a webhook', description: 'With its deliveries; what is under way may still arrive.' })
  @ApiParam(ID)
  @ApiNoContentResponse()
  @ApiProblems(404)
  async remove(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<void> {
    const { userId } = await this.known(id, principal);
    if (!(await this.keep.remove(userId, id))) throw unknownWebhook();
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the secret', description: 'For 24 hours messages are signed by the former one as well, and it is not changed again.' })
  @ApiParam(ID)
  @ApiOkResponse({ type: NewWebhookDto })
  @ApiProblems(404, 409)
  async rotate(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<NewWebhookDto> {
    return presentNewWebhook(await this.keep.rotate(await this.known(id, principal)));
  }

  @Post(':id/test')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send `webhook.test` to it', description: 'Tried once, one at a time; how it fared stands among the deliveries.' })
  @ApiParam(ID)
  @ApiAcceptedResponse({ type: SentDto })
  @ApiProblems(404, 409)
  async test(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<SentDto> {
    return { deliveryId: await this.keep.test(active(await this.known(id, principal))) };
  }

  @Get(':id/deliveries')
  @ApiOperation({ summary: 'How messages to it fared, the latest first', description: 'As long as they are kept: 30 days, unless the service is set otherwise.' })
  @ApiParam(ID)
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: DeliveriesDto })
  @ApiProblems(400, 404)
  async deliveries(@Param('id') id: string, @CurrentPrincipal() principal: Principal, @Query('cursor') cursor?: string): Promise<DeliveriesDto> {
    await this.known(id, principal);
    const found = await this.webhooks.deliveries(id, cursor === undefined ? undefined : decodeCursor(cursor, isPlace), PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return { items: page.map(presentDelivery), nextCursor: found.length > PAGE && last ? encodeCursor({ createdMs: last.createdMs, id: last.id }) : null };
  }

  @Post(':id/deliveries/:deliveryId/redeliver')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send a message again', description: 'Under its old id. One that is still pending is not sent twice.' })
  @ApiParam(ID)
  @ApiParam({ name: 'deliveryId', format: 'uuid' })
  @ApiAcceptedResponse({ type: DeliveryDto })
  @ApiProblems(404, 409)
  async redeliver(@Param('id') id: string, @Param('deliveryId') deliveryId: string, @CurrentPrincipal() principal: Principal): Promise<DeliveryDto> {
    active(await this.known(id, principal));
    const again = isUuid(deliveryId) ? await this.webhooks.again(id, deliveryId) : undefined;
    if (again === undefined) throw new AppError('delivery_unknown', 'not-found', 'this webhook has no ended delivery of this id');
    return presentDelivery(again);
  }

  /** @throws AppError `webhook_unknown` */
  private async known(id: string, { subject }: Principal): Promise<Webhook> {
    const owner = isUuid(id) ? await this.identities.findUser(subject) : undefined;
    const webhook = owner === undefined ? undefined : await this.webhooks.find(owner, id);
    if (webhook === undefined) throw unknownWebhook();
    return webhook;
  }
}

/** @throws AppError `webhook_disabled` */
function active(webhook: Webhook): Webhook {
  if (!webhook.isActive) throw new AppError('webhook_disabled', 'conflict', 'nothing is sent to a disabled webhook: make it active first');
  return webhook;
}
