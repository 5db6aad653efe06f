import { AppError, type FieldError } from '#kernel';
import type { ModelRegistry } from './model-registry.js';
import { knownModel } from './known-models.js';
import type { TagChange, Tags, VersionTags } from './version-tags.js';

const KEY = /^[A-Za-z][\w.-]{0,63}$/;
const LONGEST_VALUE = 256;
const MOST_TAGS = 32;

function faultsOf(tags: Readonly<Record<string, unknown>>): FieldError[] {
  return Object.entries(tags).flatMap(([key, value]) => {
    const path = `tags.${key.slice(0, 64)}`;
    if (!KEY.test(key)) return [{ path, message: `must match ${KEY.source}` }];
    const fits = value === null || (typeof value === 'string' && value.length > 0 && value.length <= LONGEST_VALUE);
    return fits ? [] : [{ path, message: `must be a text of 1 to ${LONGEST_VALUE} characters, or null` }];
  });
}

export class TagVersion {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly tags: VersionTags,
  ) {}

  /**
   * Writes on a version, or takes off it; resolves with all that stands on it now.
   * @throws AppError `input_invalid`, `model_unknown`, `version_unknown`
   */
  async execute({ name, version, tags, by }: TagChange): Promise<Tags> {
    const errors = faultsOf(tags);
    const count = Object.keys(tags).length;
    if (count === 0 || count > MOST_TAGS) errors.push({ path: 'tags', message: `must hold 1 to ${MOST_TAGS} tags` });
    if (errors.length > 0) throw new AppError('input_invalid', 'invalid', 'the tags are not valid', { errors });
    await knownModel(this.registry, name);
    if (!(await this.tags.change({ name, version, tags, by }))) throw new AppError('version_unknown', 'not-found', `${name} has no version ${version}`);
    return (await this.tags.of(name)).get(version) ?? {};
  }
}
