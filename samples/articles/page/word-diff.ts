/** A part of a text: kept, removed or added. */
export interface DiffPart {
  readonly kind: 'same' | 'del' | 'ins';
  readonly text: string;
}

/** Longer texts are compared as a whole, because the table of word pairs would be too large. */
const MOST_PAIRS = 4_000_000;

/** Compares two texts word by word. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const old = words(before);
  const now = words(after);
  if (old.length * now.length > MOST_PAIRS) {
    return [
      { kind: 'del', text: before },
      { kind: 'ins', text: after },
    ];
  }
  return joined(walk(old, now, commonLengths(old, now)));
}

/** Each word includes the space after it. */
function words(text: string): string[] {
  return text.match(/\s*\S+\s*|\s+/g) ?? [];
}

/** For each pair of positions, the length of the longest common sequence from there. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = lengths[i] as number[];
      const below = lengths[i + 1] as number[];
      row[j] = old[i] === now[j] ? 1 + (below[j + 1] ?? 0) : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function* walk(old: readonly string[], now: readonly string[], lengths: readonly number[][]): Generator<DiffPart> {
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      yield { kind: 'same', text: old[i] as string };
      i++;
      j++;
    } else if (j >= now.length || (i < old.length && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      yield { kind: 'del', text: old[i++] as string };
    } else {
      yield { kind: 'ins', text: now[j++] as string };
    }
  }
}

/** Joins adjacent changes into one: first all removed words, then all added words. */
function joined(parts: Iterable<DiffPart>): DiffPart[] {
  const result: DiffPart[] = [];
  let change = { del: '', ins: '' };
  const closeChange = () => {
    for (const kind of ['del', 'ins'] as const) if (change[kind] !== '') result.push({ kind, text: change[kind] });
    change = { del: '', ins: '' };
  };
  for (const { kind, text } of parts) {
    if (kind !== 'same') {
      change[kind] += text;
      continue;
    }
    closeChange();
    const last = result.at(-1);
    if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text };
    else result.push({ kind, text });
  }
  closeChange();
  return result;
}
