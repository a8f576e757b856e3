// Names that a user may have meant.

/** Letters to change, put in, leave out or swap with their neighbour to make `b` of `a`. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let least = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Shorter texts are part of too much. */
const PART_LENGTH_MIN = 3;

/**
 * Those of `known` that are near to `wanted`, nearest first: a letter in three may differ, or one
 * name is part of the other; the case of letters counts for nothing.
 */
export function nearNames(wanted: string, known: Iterable<string>, count = 5): string[] {
  const want = wanted.toLowerCase().slice(0, 64);
  const near: { readonly name: string; readonly far: number }[] = [];
  for (const name of known) {
    const have = name.toLowerCase();
    const far = distance(want, have);
    const short = have.length < want.length ? have : want;
    const isPart = short.length >= PART_LENGTH_MIN && (have.includes(want) || want.includes(have));
    // Of two letters none may differ, of three one.
    const most = Math.min(Math.max(1, want.length / 3), Math.max(have.length, want.length) - 2);
    if (far <= most || isPart) near.push({ name, far });
  }
  near.sort((a, b) => a.far - b.far);
  return near.slice(0, count).map(({ name }) => name);
}

/** `{ hint: 'did you mean a or b?' }`; nothing where no name is near. */
export function nearHint(wanted: string, known: Iterable<string>): { readonly hint?: string } {
  const names = nearNames(wanted, known);
  const last = names.pop();
  if (last === undefined) return {};
  return { hint: `did you mean ${names.length === 0 ? '' : `${names.join(', ')} or `}${last}?` };
}
