/** "31 %" of a share with a denominator. */
export function percent(hits: number, total: number): string {
  return `${Math.round((100 * hits) / total)} %`;
}

/** "1 user", "9 users": `one` takes an s for any other count. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
