import 'reflect-metadata';
import cluster from 'node:cluster';
import { coordinate } from './coordinate';
import { work } from './work';

if (cluster.isPrimary) {
  coordinate().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
} else {
  work().catch((error: Error) => process.send?.(error.message, () => process.exit(1)));
}
