/** Does a task so many times, and returns a number made of all results, so that none can be optimised away. */
export type Task = (times: number) => number;

const MILLISECONDS_PER_SAMPLE = 4;

/**
 * Measures tasks side by side: each round times each of them once, so that a slow moment of the machine falls on all.
 *
 * @param rounds how many; an odd number
 * @returns for each task the nanoseconds that one time took, round by round
 */
export function measureRounds(tasks: readonly Task[], rounds: number): number[][] {
  const times = timesPerSample(tasks);
  const samples = tasks.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < tasks.length; turn++) {
      const index = (round + turn) % tasks.length;
      const count = times[index] as number;
      samples[index]?.push((milliseconds(tasks[index] as Task, count) * 1e6) / count);
    }
  }
  return samples;
}

/** The middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

/** How many times one is the other: taken round by round, of which the median. */
export function ratio(ones: readonly number[], others: readonly number[]): number {
  return median(ones.map((one, round) => one / (others[round] as number)));
}

/**
 * Doubles the numbers until a sample of each task is long enough. The tasks take turns, so that V8 has seen all of them
 * when it compiles what they share.
 */
function timesPerSample(tasks: readonly Task[]): number[] {
  const times = tasks.map(() => 128);
  let unsettled = tasks.length;
  while (unsettled > 0) {
    unsettled = 0;
    for (const [index, task] of tasks.entries()) {
      if (milliseconds(task, times[index] as number) >= MILLISECONDS_PER_SAMPLE) continue;
      times[index] = (times[index] as number) * 2;
      unsettled++;
    }
  }
  return times;
}

let sum = 0;

/** Processor time, not the clock's: what else runs on the machine shall not count. */
function milliseconds(task: Task, times: number): number {
  const start = process.cpuUsage();
  const result = task(times);
  const { user, system } = process.cpuUsage(start);
  sum += result;
  if (Number.isNaN(sum)) throw new Error('a task has not returned a number');
  return (user + system) / 1000;
}
