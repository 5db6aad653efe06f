import type { UserLabel } from '#realtime/core';

const isLater = (label: UserLabel, other: UserLabel | undefined): boolean =>
  other === undefined || label.reportedMs > other.reportedMs || (label.reportedMs === other.reportedMs && label.eventId > other.eventId);

/** The kind of spam that users hold the number for: of those whose latest word names one, who spoke last. */
function categoryIn(words: Iterable<UserLabel>): string | undefined {
  let latest: UserLabel | undefined;
  for (const word of words) if (word.category !== undefined && isLater(word, latest)) latest = word;
  return latest?.category;
}

/**
 * Gives, for moments that ascend, the kind of spam that users had named before each of them, and hold to. What a user said before their latest word counts
 * no more, as in what is stored of reports. O(users who spoke) where somebody spoke since the moment before.
 *
 * @param labels of one number
 */
export function categoryBefore(labels: readonly UserLabel[]): (atMs: number) => string | undefined {
  const inOrder = [...labels].sort((left, right) => (isLater(left, right) ? 1 : -1));
  const words = new Map<number, UserLabel>();
  let at = 0;
  let category: string | undefined;
  return (atMs) => {
    const heard = at;
    for (let label = inOrder[at]; label !== undefined && label.reportedMs < atMs; label = inOrder[++at]) words.set(label.userId, label);
    if (at > heard) category = categoryIn(words.values());
    return category;
  };
}
