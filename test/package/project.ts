import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

/** What a user of the package has beside it. */
const NEIGHBOURS = [
  'koa',
  'routing-controllers',
  'routing-controllers-openapi',
  'class-transformer',
  'class-validator',
  'reflect-metadata',
  'redis',
  'typescript',
  '@types/koa',
  '@types/node',
];

/** An empty project into which the packed tarball has been installed. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'package-'));
  readonly tarball: string;
  /** The files in the tarball. */
  readonly files: readonly string[];

  constructor() {
    const [packed] = JSON.parse(
      run(root, 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', this.folder]),
    );
    this.tarball = join(this.folder, packed.filename);
    this.files = packed.files.map(({ path }: { path: string }) => path).sort();
    this.write('package.json', '{ "private": true }');
    this.run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--legacy-peer-deps', this.tarball]);
    for (const name of NEIGHBOURS) this.#link(name);
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), content);
  }

  run(command: string, args: readonly string[]): string {
    return run(this.folder, command, args);
  }

  /** A file of the package as it was installed. */
  read(name: string): string {
    return readFileSync(join(this.folder, 'node_modules', 'routing-controllers-etag', name), 'utf8');
  }

  /** Runs a program of this repository's own. */
  runTool(name: string, args: readonly string[]): string {
    return this.run(join(root, 'node_modules', '.bin', name), args);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** As npm would have put it there, had it a registry to ask; its own dependencies stand beside the original. */
  #link(name: string): void {
    const target = join(this.folder, 'node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), target);
  }
}

function run(cwd: string, command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
}
