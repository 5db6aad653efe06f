import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsString, Length, Matches } from 'class-validator';
import { MayBeAbsent } from '#platform/http';
import { SIGNING, type Signing } from '../../app/webhooks/webhook.js';

const MOST_EVENTS = 20;
const EVENT = /^(?:\*|(?:incident|insight)\.(?:\*|[a-z][a-z_]{0,40}))$/;
const EVENT_MESSAGE = { each: true, message: 'events must each be *, incident.*, insight.* or one type such as incident.opened' };
const EVENTS_ABOUT = { type: [String] as [StringConstructor], example: ['incident.opened', 'incident.resolved'], description: '`*`, `incident.*`, `insight.*`, or types of the live stream' };

export class CreateWebhookDto {
  @ApiProperty({ example: 'https://example.com/hooks', description: 'HTTPS, and leading to a public address' })
  @IsString()
  @Length(1, 2048)
  url!: string;

  @ApiProperty(EVENTS_ABOUT)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_EVENTS)
  @Matches(EVENT, EVENT_MESSAGE)
  events!: string[];

  @ApiPropertyOptional({ enum: SIGNING, default: 'hmac', description: 'How messages are signed: HMAC-SHA256 by a shared secret, or Ed25519 by a key of ours' })
  @MayBeAbsent()
  @IsIn(SIGNING, { message: `signing must be one of ${SIGNING.join(', ')}` })
  signing?: Signing;

  @ApiPropertyOptional({ enum: ['own', 'all'], default: 'own', description: '`all`: of the platform and of everybody; admins alone' })
  @MayBeAbsent()
  @IsIn(['own', 'all'], { message: 'scope must be one of own, all' })
  scope?: 'own' | 'all';
}

export class ChangeWebhookDto {
  @ApiPropertyOptional({ example: 'https://example.com/hooks' })
  @MayBeAbsent()
  @IsString()
  @Length(1, 2048)
  url?: string;

  @ApiPropertyOptional(EVENTS_ABOUT)
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_EVENTS)
  @Matches(EVENT, EVENT_MESSAGE)
  events?: string[];

  @ApiPropertyOptional({ description: 'false: nothing is sent. true: of a disabled one failures are forgotten' })
  @MayBeAbsent()
  @IsBoolean()
  active?: boolean;
}

export class WebhookDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'https://example.com/hooks' }) url!: string;
  @ApiProperty({ type: [String], example: ['incident.*'] }) events!: string[];
  @ApiProperty({ enum: SIGNING }) signing!: string;
  @ApiProperty({ enum: ['own', 'all'] }) scope!: string;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Of Ed25519: `whpk_…`, by which signatures are checked' }) publicKey!: string | null;
  @ApiProperty() active!: boolean;
  @ApiProperty({ type: String, nullable: true, example: null }) disabledReason!: string | null;
  @ApiProperty({ example: 0, description: 'Failed attempts since the last delivery' }) failures!: number;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Until then the former secret signs as well' }) formerSecretUntil!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class NewWebhookDto extends WebhookDto {
  @ApiProperty({ type: String, nullable: true, example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', description: 'Of HMAC; shown this once' }) secret!: string | null;
}

export class WebhooksDto {
  @ApiProperty({ type: [WebhookDto] }) items!: WebhookDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class AttemptDto {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: Number, nullable: true, example: 200 }) status!: number | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: '`timeout`, `address_refused` (it leads to no address, or to one that is not public), `ECONNREFUSED` …' }) fault!: string | null;
  @ApiProperty({ example: 48, description: '0 where the address was refused' }) latencyMs!: number;
}

export class DeliveryDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'msg_0198c1c2-7d11-7000-8000-000000000000', description: 'As `webhook-id` says, the same in every attempt' }) messageId!: string;
  @ApiProperty({ example: 'incident.opened' }) type!: string;
  @ApiProperty({ enum: ['pending', 'delivered', 'failed'] }) state!: string;
  @ApiProperty({ example: 1 }) attempts!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'While it is pending' }) nextAttemptAt!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) endedAt!: string | null;
  @ApiProperty({ type: [AttemptDto], description: 'The last twenty' }) log!: AttemptDto[];
}

export class DeliveriesDto {
  @ApiProperty({ type: [DeliveryDto] }) items!: DeliveryDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class SentDto {
  @ApiProperty({ format: 'uuid' }) deliveryId!: string;
}
