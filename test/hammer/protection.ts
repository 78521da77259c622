/** What keeps updates from being lost. The name of an article tells, so that one server has articles of all kinds. */
export interface Protection {
  /** Whether conditional writes take turns. */
  readonly guard: boolean;
  /** Whether the database compares the version once more: `WHERE version = ?`. */
  readonly check: boolean;
}

/** Those under which no update is lost, by an article's name, and where updates wait that come at the same time. */
export const protections = [
  { name: 'guard', sentence: 'with the guard alone', waiting: 'asked' },
  { name: 'check', sentence: "with the database's check alone", waiting: 'held' },
  { name: 'guard-and-check', sentence: 'with guard and check', waiting: 'asked' },
] as const;

/** @param article - its name, as `guard-and-check-7` */
export function protectionOf(article: string): Protection {
  const words = article.split('-');
  return { guard: words.includes('guard'), check: words.includes('check') };
}
