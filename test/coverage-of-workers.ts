/**
 * Lets a worker of `mocha --parallel` write its coverage. Mocha gives a worker one second to exit, and ends it with SIGTERM after that.
 * On a busy machine that is too short for the coverage of the whole suite, which is written while the process exits: with a listener
 * the signal waits until it is written. Without it, all that the worker has seen would count as not covered.
 */
if (process.env.MOCHA_WORKER_ID !== undefined) process.once('SIGTERM', () => process.exit());
