import { isMainThread, Worker } from 'node:worker_threads';

// A spinning thread receives no events, so the main thread waits for the end of the parent process.
if (isMainThread) {
  process.once('disconnect', () => process.exit());
  new Worker(__filename);
} else {
  for (;;);
}
