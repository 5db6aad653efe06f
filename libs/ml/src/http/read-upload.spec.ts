import { readUpload, type UploadQuery } from './read-upload.js';

it.each<[string, UploadQuery, object]>([
  ['nothing', {}, { name: '', modelType: 'classification', classes: [], featureNames: undefined, threshold: undefined, promote: false }],
  ['lists', { classes: 'a, b', featureNames: 'x' }, { classes: ['a', 'b'], featureNames: ['x'] }],
  ['all', { name: 'm', modelType: 'anomaly', threshold: '-1e-3', promote: 'true' }, { name: 'm', modelType: 'anomaly', threshold: -0.001, promote: true }],
])('an upload is read of %s', (_name, query, upload) => expect(readUpload(query)).toMatchObject(upload));

it.each<[UploadQuery, readonly string[]]>([
  [{ modelType: 'forecast' }, ['modelType']], [{ threshold: '' }, ['threshold']], [{ threshold: 'NaN', promote: 'yes' }, ['threshold', 'promote']],
])('an upload is not read of %j', (query, paths) => {
  expect(() => readUpload(query)).toThrow(expect.objectContaining({ code: 'input_invalid', errors: paths.map((path) => expect.objectContaining({ path }) as object) }) as Error);
});
