import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CoverageAnalysis, MutantCoverage } from '@stryker-mutator/api/core';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import Mocha from 'mocha';

/** What the mutated code reads and writes; the name is that of Stryker's instrumentation. */
interface Instrumentation {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage | undefined;
}

const shared = globalThis as { __stryker__?: Instrumentation };
shared.__stryker__ ??= {};
const instrumentation = shared.__stryker__;

// The same examples at each run, for the same count.
fc.configureGlobal({ seed: 1 });

/** The tests of the mutated folders: those that need no server first, then the quickest of those that ask one. */
const TESTS = [
  ...testsOf('web'),
  ...testsOf('http'),
  'application/check-not-modified.test.js',
  'application/conditional-get.test.js',
  'application/conditional-write.test.js',
  'cdn/reads.test.js',
  'controllers/cache-rules.test.js',
  'controllers/coded-tags.test.js',
  'controllers/diagnostics.test.js',
  'controllers/diagnostics-channels.test.js',
  'controllers/end-of-write.test.js',
  'controllers/etag-context.test.js',
  'controllers/mistakes-in-requests.test.js',
  'controllers/outer-middleware.test.js',
  'controllers/problem-details.test.js',
  'controllers/refusal-messages.test.js',
  'controllers/server-timing.test.js',
  'controllers/tag-of.test.js',
  'controllers/tagged.test.js',
  'controllers/turns-of-actions.test.js',
  'controllers/validator-sources.test.js',
  'controllers/versions-unavailable.test.js',
  'controllers/web-req.test.js',
  'express/check-not-modified.test.js',
  'express/conditional-get.test.js',
  'koa/check-not-modified.test.js',
  'koa/conditional-get.test.js',
  'koa/content-coding.test.js',
  'koa/late-coding.test.js',
  'ranges/around-ranges.test.js',
  'ranges/ranges.test.js',
];

function testsOf(folder: string): string[] {
  const names = readdirSync(join('build/test', folder));
  return names.filter((name) => name.endsWith('.test.js')).map((name) => join(folder, name));
}

interface Run {
  readonly tests: readonly TestResult[];
  readonly failed?: { readonly id: string; readonly message: string };
}

/** Loads its files once, and not again at each run. */
class LoadedMocha extends Mocha {
  load(): void {
    this.loadFiles();
    this.files = [];
  }
}

/**
 * Runs mocha's tests for Stryker in one process: its own runner for mocha knows no version from 12. A mutant costs the tests
 * that reach it, and no start of Node.
 */
export class InProcessRunner implements TestRunner {
  #mocha: Mocha | undefined;

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async dryRun({ coverageAnalysis }: DryRunOptions): Promise<DryRunResult> {
    const { tests } = await this.#run();
    return { status: DryRunStatus.Complete, tests: [...tests], ...coverage(coverageAnalysis) };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, hitLimit, mutantActivation, reloadEnvironment } = options;
    if (reloadEnvironment) this.#unload();
    instrumentation.hitCount = hitLimit === undefined ? undefined : 0;
    instrumentation.hitLimit = hitLimit;
    if (mutantActivation === 'static') instrumentation.activeMutant = activeMutant.id;
    const mocha = this.#load();
    instrumentation.activeMutant = activeMutant.id;
    const { tests, failed } = await this.#run(testFilter, mocha);
    instrumentation.activeMutant = undefined;
    if (reloadEnvironment) this.#unload();
    if (hitLimit !== undefined && (instrumentation.hitCount ?? 0) > hitLimit) {
      return { status: MutantRunStatus.Timeout, reason: `it was reached more than ${hitLimit} times` };
    }
    if (failed === undefined) return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
    return {
      status: MutantRunStatus.Killed,
      killedBy: [failed.id],
      failureMessage: failed.message,
      nrOfTests: tests.length,
    };
  }

  #load(): Mocha {
    if (this.#mocha !== undefined) return this.#mocha;
    const mocha = new LoadedMocha({ bail: true, reporter: class {} as never, timeout: 20_000 });
    mocha.cleanReferencesAfterRun(false);
    for (const file of TESTS) mocha.addFile(join(process.cwd(), 'build/test', file));
    mocha.load();
    mocha.suite.beforeEach(function () {
      instrumentation.currentTestId = this.currentTest?.fullTitle();
    });
    mocha.suite.afterEach(() => {
      instrumentation.currentTestId = undefined;
    });
    this.#mocha = mocha;
    return mocha;
  }

  /** For what a module does when it is loaded. */
  #unload(): void {
    this.#mocha = undefined;
    for (const file of Object.keys(require.cache)) {
      if (file.startsWith(process.cwd()) && !file.includes('node_modules') && file !== __filename) {
        delete require.cache[file];
      }
    }
  }

  #run(only?: readonly string[], mocha = this.#load()): Promise<Run> {
    mocha.grep(only === undefined ? /^/ : new RegExp(`^(?:${only.map(escaped).join('|')})$`));
    return new Promise((resolve) => {
      const tests: TestResult[] = [];
      let failed: Run['failed'];
      const runner = mocha.run(() => resolve(failed === undefined ? { tests } : { tests, failed }));
      runner.on('pass', (test) => tests.push({ ...described(test), status: TestStatus.Success }));
      runner.on('fail', (test, error: Error) => {
        const message = error.message;
        failed ??= { id: test.fullTitle(), message };
        tests.push({ ...described(test), status: TestStatus.Failed, failureMessage: message });
      });
    });
  }
}

function described(test: Mocha.Test): { id: string; name: string; timeSpentMs: number } {
  return { id: test.fullTitle(), name: test.fullTitle(), timeSpentMs: test.duration ?? 0 };
}

function escaped(title: string): string {
  return title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function coverage(analysis: CoverageAnalysis): { mutantCoverage?: MutantCoverage } {
  const { mutantCoverage } = instrumentation;
  return analysis === 'off' || mutantCoverage === undefined ? {} : { mutantCoverage };
}

/** The name under which the configuration asks for it. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner }];
