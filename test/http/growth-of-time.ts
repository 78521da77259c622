const SAMPLES = 7;
const MICROSECONDS_PER_SAMPLE = 300;
const ATTEMPTS = 5;

/**
 * How many times as long it takes to read the longer one of two texts: a ratio of medians. Processor time, and measured again
 * while the ratio is not below a limit: what else the machine does makes a time longer, and never shorter.
 */
export function growthOfTime(read: (text: string) => void, short: string, long: string, limit: number): number {
  let growth = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && growth >= limit; attempt++) {
    growth = Math.min(growth, ratioOfMedians(read, short, long));
  }
  return growth;
}

function ratioOfMedians(read: (text: string) => void, short: string, long: string): number {
  const times = timesPerSample(read, short);
  const samples = Array.from({ length: SAMPLES }, () => [time(read, short, times), time(read, long, times)] as const);
  return median(samples.map(([, longer]) => longer)) / median(samples.map(([shorter]) => shorter));
}

function timesPerSample(read: (text: string) => void, text: string): number {
  let times = 1;
  while (time(read, text, times) < MICROSECONDS_PER_SAMPLE) times *= 2;
  return times;
}

function time(read: (text: string) => void, text: string, times: number): number {
  const start = process.cpuUsage();
  for (let count = 0; count < times; count++) read(text);
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}
