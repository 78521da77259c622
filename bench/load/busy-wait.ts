import { isMainThread, Worker } from 'node:worker_threads';

// A thread that spins hears nothing: another one waits for the end of the process that started this.
if (isMainThread) {
  process.once('disconnect', () => process.exit());
  new Worker(__filename);
} else {
  for (;;);
}
