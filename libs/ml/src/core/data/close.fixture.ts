/** As many numbers, each within half a unit of the given decimal place. */
export function expectClose(actual: Iterable<number>, expected: Iterable<number>, digits = 12): void {
  const [found, wanted] = [[...actual], [...expected]];
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, at) => expect(value).toBeCloseTo(wanted[at] ?? NaN, digits));
}
