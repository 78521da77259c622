/** How many generated cases each property is tried on; `npm run test:long` asks for a million. */
export const RUNS = Number(process.env.ORACLE_RUNS ?? 10_000);

/**
 * Over HTTP only one of so many combinations is sent, from another start in each run. The number shares no factor with
 * the sizes of the tables, so that each value of each field is met with all values of the others. With more runs than
 * there are combinations, all are sent.
 */
export const STRIDE = RUNS > 200_000 ? 1 : 23;

/** Decides where the slice starts and what is generated. The tests print it: `ORACLE_SEED` repeats a run. */
export const SEED = Number(process.env.ORACLE_SEED ?? Date.now() % 1_000_000);
