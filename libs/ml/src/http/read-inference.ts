import { inputInvalid } from '#kernel';

const KNOWN = new Set(['id', 'parameters', 'inputs', 'outputs']);
const LONGEST_ID = 256;

export interface InferenceRequest {
  readonly id: string | undefined;
  readonly inputs: unknown;
  readonly outputs: readonly string[] | undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesOf(outputs: unknown): readonly string[] | undefined {
  if (outputs === undefined) return undefined;
  if (!Array.isArray(outputs)) throw inputInvalid('outputs', 'must be a list of outputs by name');
  const names = outputs.map((output: unknown, index) => {
    if (!isObject(output) || typeof output['name'] !== 'string') throw inputInvalid(`outputs.${index}`, 'must be an object with a name');
    return output['name'];
  });
  if (new Set(names).size < names.length) throw inputInvalid('outputs', 'must name each output once');
  // Clients that want everything send an empty list as often as none.
  return names.length === 0 ? undefined : names;
}

/**
 * Takes an inference request apart; its tensors stay unread, and parameters count for nothing here.
 * @throws AppError `input_invalid`
 */
export function readInference(body: unknown): InferenceRequest {
  if (!isObject(body)) throw inputInvalid('', 'must be an object');
  const stray = Object.keys(body).find((key) => !KNOWN.has(key));
  if (stray !== undefined) throw inputInvalid(stray.slice(0, 128), 'is not known here');
  const { id, inputs, outputs } = body;
  if (id !== undefined && (typeof id !== 'string' || id.length > LONGEST_ID)) throw inputInvalid('id', `must be a text of at most ${LONGEST_ID} characters`);
  return { id, inputs, outputs: namesOf(outputs) };
}
