/** The values of each key, in their order: `grouped([[1, 'a'], [2, 'b'], [1, 'c']])` has `1 → ['a', 'c']`. */
export function grouped<K, V>(pairs: Iterable<readonly [K, V]>): ReadonlyMap<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
