import { AppError } from '#kernel';
import { knownModel } from './known-models.js';
import type { AliasDecision, Aliases, ModelRegistry } from './model-registry.js';

const ALIAS = /^[a-z][a-z0-9_-]{0,31}$/;

export class ChangeAlias {
  constructor(private readonly registry: ModelRegistry) {}

  /**
   * Lets `alias` mean `version` from now on; resolves with all aliases.
   * @throws AppError `input_invalid`, `model_unknown`, `version_unknown`
   */
  async execute(name: string, alias: string, version: number, decision: AliasDecision): Promise<Aliases> {
    if (!ALIAS.test(alias)) throw new AppError('input_invalid', 'invalid', 'the alias is not valid', { errors: [{ path: 'alias', message: `must match ${ALIAS.source}` }] });
    await knownModel(this.registry, name);
    if (!(await this.registry.setAlias(name, alias, version, decision))) throw new AppError('version_unknown', 'not-found', `${name} has no version ${version}`);
    return this.registry.aliasesOf(name);
  }
}
