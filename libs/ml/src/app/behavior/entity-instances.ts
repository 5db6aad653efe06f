import { AppError, inputInvalid, inputsInvalid, type Clock, type FieldError } from '#kernel';
import { readNumber, type Identities } from '#privacy';
import { instantFault, parseInstant, userIdFault } from '#realtime/core';
import { USER_AT_CALL } from '../../core/index.js';
import { columnsFor, pickColumns } from './pick-columns.js';
import type { LiveFeatures } from './live-features.js';

/** Each takes a read of up to a thousand calls. */
const MOST_ENTITIES = 100;

interface Entity {
  readonly userId: string;
  readonly phoneNumber: Exclude<ReturnType<typeof readNumber>, { readonly code: unknown }>;
  readonly atMs: number;
  /** No moment was named. */
  readonly isNow: boolean;
}

const KNOWN = new Set(['userId', 'phoneNumber', 'at']);

/** Turns users and the numbers that call them into rows a model can be asked about. */
export class EntityInstances {
  constructor(
    private readonly identities: Identities,
    private readonly features: LiveFeatures,
    private readonly clock: Clock,
    private readonly region: string,
  ) {}

  /** @throws AppError `input_invalid`, `as_of_too_large`; `entities_unsupported` where the model's features are not those of `user_at_call` */
  async execute(entities: unknown, featureNames: readonly string[]): Promise<(number | null)[][]> {
    const columns = columnsFor(featureNames, USER_AT_CALL.features);
    if (columns === undefined) throw new AppError('entities_unsupported', 'invalid', `entities are for models of ${USER_AT_CALL.name}; this one wants instances of its own features`, { errors: [{ path: 'entities', message: 'must be instances for this model' }] });
    const read = this.read(entities);
    const rows: Float64Array[] = [];
    for (const entity of read) rows.push(await this.vectorOf(entity));
    const { values } = pickColumns(rows, columns);
    return rows.map((_row, at) => Array.from(values.subarray(at * columns.length, (at + 1) * columns.length), (value) => (Number.isNaN(value) ? null : value)));
  }

  private async vectorOf({ userId, phoneNumber, atMs, isNow }: Entity): Promise<Float64Array> {
    const [user, caller] = await Promise.all([this.identities.findUser(userId), this.identities.findPhone(phoneNumber)]);
    const [vector] = await this.features.vectors(await this.features.momentOf(user, atMs, isNow), [caller]);
    return vector as Float64Array;
  }

  private read(entities: unknown): Entity[] {
    if (!Array.isArray(entities) || entities.length === 0) throw inputInvalid('entities', 'must be a list of one or more entities');
    if (entities.length > MOST_ENTITIES) throw inputInvalid('entities', `must not be more than ${MOST_ENTITIES}`);
    const nowMs = this.clock.now();
    const errors: FieldError[] = [];
    const read = entities.map((entity: unknown, at) => this.entityFrom(entity, nowMs, (path, message) => void errors.push({ path: `entities.${at}${path}`, message })));
    if (errors.length > 0) throw inputsInvalid(errors.slice(0, 20));
    return read.filter((entity) => entity !== undefined);
  }

  private entityFrom(written: unknown, nowMs: number, fault: (path: string, message: string) => void): Entity | undefined {
    if (typeof written !== 'object' || written === null || Array.isArray(written)) return void fault('', 'must be an object of userId, phoneNumber and perhaps at');
    const { userId, phoneNumber, at } = written as Record<string, unknown>;
    for (const key of Object.keys(written)) if (!KNOWN.has(key)) fault(`.${key.slice(0, 128)}`, 'is not known here');
    const userFault = typeof userId === 'string' ? userIdFault(userId) : 'must be a text';
    if (userFault !== undefined) fault('.userId', userFault);
    const number = readNumber(phoneNumber, this.region);
    if (typeof number !== 'string') fault('.phoneNumber', number.message);
    const atMs = at === undefined ? nowMs : typeof at === 'string' ? parseInstant(at) : undefined;
    const atFault = instantFault(atMs, nowMs);
    if (atFault !== undefined) fault('.at', atFault);
    return typeof number === 'string' && atMs !== undefined ? { userId: userId as string, phoneNumber: number, atMs, isNow: at === undefined } : undefined;
  }
}
