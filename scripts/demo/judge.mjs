const AT_ONCE = 16;

/** The service's verdict on each number, asked over HTTP as a sibling service would. */
export async function judgeAll(service, numbers) {
  const authorization = `Bearer ${await service.token('system', 'demo')}`;
  const waiting = [...numbers.keys()];
  const verdicts = new Map();
  const ask = async () => {
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      const response = await fetch(`${service.origin}/api/profiles/caller/${encodeURIComponent(number)}`, { headers: { authorization } });
      if (!response.ok) throw new Error(`a verdict was refused with ${response.status}`);
      verdicts.set(number, await response.json());
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
  return verdicts;
}
