/**
 * Runs a task this many times, and returns a number that depends on all results, so that none can be optimized away.
 */
export type Task = (times: number) => number;

const MILLISECONDS_PER_SAMPLE = 4;

/**
 * Measures tasks side by side: each round times each task once, so that a slow moment of the machine affects all of
 * them.
 *
 * @param rounds - the number of rounds; an odd number
 * @returns for each task, the nanoseconds of one run in each round
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

/** The ratio of two measurements: the median of the ratios of all rounds. */
export function ratio(ones: readonly number[], others: readonly number[]): number {
  return median(ones.map((one, round) => one / (others[round] as number)));
}

/**
 * Doubles the numbers of runs until a sample of each task is long enough. The tasks alternate, so that V8 has seen all
 * of them when it compiles their shared code.
 */
function timesPerSample(tasks: readonly Task[]): number[] {
  const times = tasks.map(() => 128);
  let tooShort = tasks.length;
  while (tooShort > 0) {
    tooShort = 0;
    for (const [index, task] of tasks.entries()) {
      if (milliseconds(task, times[index] as number) >= MILLISECONDS_PER_SAMPLE) continue;
      times[index] = (times[index] as number) * 2;
      tooShort++;
    }
  }
  return times;
}

let sum = 0;

/** Measures CPU time rather than wall-clock time, because other processes must not count. */
function milliseconds(task: Task, times: number): number {
  const start = process.cpuUsage();
  const result = task(times);
  const { user, system } = process.cpuUsage(start);
  sum += result;
  if (Number.isNaN(sum)) throw new Error('a task has not returned a number');
  return (user + system) / 1000;
}
