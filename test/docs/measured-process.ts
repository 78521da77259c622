import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { Get, JsonController, Put } from 'routing-controllers';
import { ETag } from 'routing-controllers-etag';
import { App, plainSetup } from '../controllers/app';

/**
 * A program that serves some requests while the recipe of a module measures them, and prints what it has measured:
 * `node measured-process.js MODULE`.
 */

@JsonController('/articles')
class ArticleController {
  @Get('/:id')
  @ETag(() => 4)
  show(): object {
    return { text: 'x'.repeat(1000) };
  }

  @Put('/:id')
  @ETag(() => 4)
  update(): object {
    return {};
  }
}

interface Recipe {
  readonly registry?: { metrics(): Promise<string> };
}

async function main(path: string): Promise<void> {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  const { registry }: Recipe = await import(pathToFileURL(path).href);
  await serveRequests();
  await reader.forceFlush();
  console.log(registry === undefined ? JSON.stringify(figures(exporter)) : await registry.metrics());
  await reader.shutdown();
}

async function serveRequests(): Promise<void> {
  const app = await new App(plainSetup, { controllers: [ArticleController] }).start();
  await app.send('GET', '/articles/7');
  await app.send('GET', '/articles/7', { 'If-None-Match': '"4"' });
  await app.send('GET', '/articles/7', { 'If-None-Match': '"4"' });
  await app.send('PUT', '/articles/7', { 'If-Match': '"4"' });
  await app.send('PUT', '/articles/7', { 'If-Match': '"3"' });
  await app.stop();
}

/** Each figure by its name and attributes; of a histogram the count. */
function figures(exporter: InMemoryMetricExporter): Record<string, number> {
  const points = exporter
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ metrics }) => metrics)
    .flatMap(({ descriptor, dataPoints }) =>
      (dataPoints as DataPoint<number | Histogram>[]).map(({ attributes, value }) => [
        [descriptor.name, ...Object.values(attributes)].join(' '),
        typeof value === 'number' ? value : value.count,
      ]),
    );
  return Object.fromEntries(points);
}

void main(process.argv[2] as string);
