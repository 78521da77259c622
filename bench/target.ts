import type { Table } from './table';

/** A target for speed or memory, with the measured ratio. */
export interface Target {
  readonly claim: string;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
  readonly measured: number;
}

/** Whether the target is reached. */
export function isMet({ bound, limit, measured }: Target): boolean {
  return bound === 'at least' ? measured >= limit : measured <= limit;
}

/** The targets with their verdicts. */
export function targetTable(title: string, targets: readonly Target[]): Table {
  return {
    title,
    columns: ['claim', 'target', 'measured', 'verdict'],
    rows: targets.map((target) => [
      target.claim,
      `${target.bound} ${target.limit} x`,
      `${target.measured.toFixed(2)} x`,
      isMet(target) ? 'met' : 'MISSED',
    ]),
  };
}
