import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './run';

const root = join(__dirname, '..', '..', '..');

const INSTALL = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];

/** A project of a user's, in a folder of its own. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'package-'));

  private constructor() {
    this.write('package.json', '{ "private": true }');
  }

  static empty(): Project {
    return new Project();
  }

  /** What `test/package/tools` names: compilers and package managers, without a lock file, because they have no dependencies. */
  static async withTools(): Promise<Project> {
    const project = new Project();
    cpSync(join(root, 'test', 'package', 'tools'), project.folder, { recursive: true });
    await project.run('npm', ['install', ...INSTALL, '--no-package-lock']);
    return project;
  }

  /**
   * What `test/package/projects` has by this name, by its lock file, and the package. routing-controllers has every
   * framework as an optional dependency: without those, what the project does not name is not there.
   */
  static async of(name: string, tarball: string): Promise<Project> {
    const project = new Project();
    cpSync(join(root, 'test', 'package', 'projects', name), project.folder, { recursive: true });
    await project.run('npm', ['ci', ...INSTALL, '--omit=optional']);
    await project.run('npm', ['install', ...INSTALL, '--omit=optional', '--no-save', tarball]);
    return project;
  }

  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Puts a package that was installed under another name in the place of one. */
  replace(name: string, installedAs: string): void {
    rmSync(this.path('node_modules', name), { recursive: true, force: true });
    symlinkSync(this.path('node_modules', installedAs), this.path('node_modules', name));
  }

  run(program: string, args: readonly string[]): Promise<string> {
    return run(this.folder, program, args);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
