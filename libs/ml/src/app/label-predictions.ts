import { AppError, type FieldError } from '#kernel';
import type { Label } from '../core/index.js';
import type { ModelRegistry } from './model-registry.js';
import type { Passport } from './passport.js';
import type { PredictionLabels, ReferenceLabel } from './prediction-labels.js';
import { knownModel } from './known-models.js';
import { isReference, REFERENCE_WANTED } from './references.js';

const MOST_ITEMS = 1000;
const MOST_ERRORS = 20;

/** What somebody says a prediction turned out to be. */
export interface LabelItem {
  readonly id: string;
  readonly label: Label;
}

export interface Labelled {
  /** References whose predictions were labelled. */
  readonly labelled: number;
  /** Those under which the model served nothing. */
  readonly unknown: readonly string[];
}

type Judged = Pick<Passport, 'modelType' | 'classes'>;

function invalid(errors: readonly FieldError[]): AppError {
  return new AppError('input_invalid', 'invalid', 'the labels do not fit', { errors: errors.slice(0, MOST_ERRORS) });
}

/** As it is logged; undefined where a model of that kind has no such label. */
function labelOf({ modelType, classes }: Judged, label: Label): number | undefined {
  if (modelType === 'regression') return typeof label === 'number' ? label : undefined;
  if (modelType === 'anomaly') return typeof label === 'boolean' ? Number(label) : undefined;
  const index = classes.indexOf(label);
  return index < 0 ? undefined : index;
}

function wantedOf({ modelType, classes }: Judged): string {
  if (modelType === 'regression') return 'must be a number';
  if (modelType === 'anomaly') return 'must be true where it was anomalous, false where not';
  return `must be one of ${JSON.stringify(classes.slice(0, 10))}${classes.length > 10 ? ' and so on' : ''}`;
}

/** Joins what came of served predictions to them, by the references they were served under. */
export class LabelPredictions {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly labels: PredictionLabels,
  ) {}

  /**
   * All of the items or, where one is wrong, none. A reference that was used again means every prediction under it; one that several
   * versions served is labelled for those that know the label.
   * @throws AppError `model_unknown`, `input_invalid`
   */
  async execute(name: string, sent: unknown): Promise<Labelled> {
    await knownModel(this.registry, name);
    const items = readItems(sent);
    const versionsOf = await this.labels.versionsOf(name, items.map(({ id }) => id));
    const passports = await this.passportsOf(name, [...versionsOf.values()].flat());
    const errors: FieldError[] = [];
    const labels = items.flatMap(({ id, label }, index): ReferenceLabel[] => {
      const versions = versionsOf.get(id) ?? [];
      const known = versions.flatMap((version) => {
        const written = labelOf(passports.get(version) as Judged, label);
        return written === undefined ? [] : [{ reference: id, version, label: written }];
      });
      const [first] = versions;
      if (first !== undefined && known.length === 0) errors.push({ path: `items.${index}.label`, message: wantedOf(passports.get(first) as Judged) });
      return known;
    });
    if (errors.length > 0) throw invalid(errors);
    await this.labels.labelReferences(name, labels);
    const unknown = items.filter(({ id }) => !versionsOf.has(id)).map(({ id }) => id);
    return { labelled: items.length - unknown.length, unknown };
  }

  private async passportsOf(name: string, versions: readonly number[]): Promise<ReadonlyMap<number, Judged>> {
    const found = await Promise.all([...new Set(versions)].map(async (version) => [version, (await this.registry.version(name, version))?.passport] as const));
    return new Map(found.filter((entry): entry is readonly [number, Passport] => entry[1] !== undefined));
  }
}

function isLabel(value: unknown): value is Label {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}

function faultIn(item: unknown, path: string): FieldError | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return { path, message: 'must be an object of id and label' };
  const { id, label, ...rest } = item as Record<string, unknown>;
  const [stray] = Object.keys(rest);
  if (stray !== undefined) return { path: `${path}.${stray.slice(0, 128)}`, message: 'is not known here' };
  if (!isReference(id)) return { path: `${path}.id`, message: REFERENCE_WANTED };
  return isLabel(label) ? undefined : { path: `${path}.label`, message: 'must be a text, a number, true or false' };
}

function readItems(sent: unknown): readonly LabelItem[] {
  if (!Array.isArray(sent) || sent.length === 0 || sent.length > MOST_ITEMS) throw invalid([{ path: 'items', message: `must be a list of 1 to ${MOST_ITEMS} labels` }]);
  const errors = sent.flatMap((item, index) => faultIn(item, `items.${index}`) ?? []);
  if (errors.length > 0) throw invalid(errors);
  const items = sent as LabelItem[];
  const seen = new Set<string>();
  const again = items.findIndex(({ id }) => seen.size === seen.add(id).size);
  if (again >= 0) throw invalid([{ path: `items.${again}.id`, message: 'must not be there twice' }]);
  return items;
}
