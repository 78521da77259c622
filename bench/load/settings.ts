/** How long a run takes. */
export interface Settings {
  readonly rounds: number;
  readonly seconds: number;
}

/** What the published results are measured with. */
const PUBLISHED: Settings = { rounds: 5, seconds: 2 };

/** Fewer rounds and seconds by `BENCH_ROUNDS` and `BENCH_SECONDS`, for a first look. */
export const settings: Settings = {
  rounds: wholeNumber('BENCH_ROUNDS', PUBLISHED.rounds),
  seconds: wholeNumber('BENCH_SECONDS', PUBLISHED.seconds),
};

/** Whether a run is long enough for its results to be kept. */
export const isPublishable = settings.rounds >= PUBLISHED.rounds && settings.seconds >= PUBLISHED.seconds;

function wholeNumber(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`${name} is a whole number, 1 or more, not ${process.env[name]}`);
}
