/** How long a run takes. */
export interface Settings {
  readonly rounds: number;
  readonly seconds: number;
}

/** The settings of the published results. */
const PUBLISHED: Settings = { rounds: 3, seconds: 1 };

/** The settings of this run. `BENCH_ROUNDS` and `BENCH_SECONDS` shorten it. */
export const settings: Settings = {
  rounds: wholeNumber('BENCH_ROUNDS', PUBLISHED.rounds),
  seconds: wholeNumber('BENCH_SECONDS', PUBLISHED.seconds),
};

/** Whether a run is long enough for its results to be kept. */
export const isPublishable = settings.rounds >= PUBLISHED.rounds && settings.seconds >= PUBLISHED.seconds;

function wholeNumber(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`${name} must be a whole number, 1 or more, not ${process.env[name]}`);
}
