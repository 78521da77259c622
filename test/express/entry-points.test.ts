import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';

const dist = resolve(__dirname, '../../../dist');

/** Loads an entry point where some packages are not installed. */
function load(entry: string, missing: readonly string[]): { readonly code: number | null; readonly error: string } {
  const program = `
    const Module = require('node:module');
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (name, ...rest) {
      if (${JSON.stringify(missing)}.includes(name)) {
        throw Object.assign(new Error("Cannot find module '" + name + "'"), { code: 'MODULE_NOT_FOUND' });
      }
      return resolve.call(this, name, ...rest);
    };
    require(process.argv[1]);`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', program, join(dist, entry)], { encoding: 'utf8' });
  return { code: status, error: stderr };
}

describe('an entry point', () => {
  for (const entry of [
    'koa/index.js',
    'express/index.js',
    'http/index.js',
    'cdn/index.js',
    'redis/index.js',
    'client/index.js',
  ]) {
    it(`${entry} needs neither routing-controllers nor a framework`, () => {
      const { code, error } = load(entry, ['koa', 'express', 'routing-controllers', 'body-parser']);
      expect(code, error).to.equal(0);
    });
  }

  it('index.js needs no framework', () => {
    const { code, error } = load('index.js', ['koa', 'express']);
    expect(code, error).to.equal(0);
  });

  it('index.js says that it needs routing-controllers', () => {
    const { code, error } = load('index.js', ['routing-controllers']);
    expect(code).to.equal(1);
    expect(error).to.match(/needs routing-controllers: npm install routing-controllers/);
  });

  it('has types that refer to no framework', () => {
    const declarations = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.d.ts'),
    );
    expect(declarations).to.include(join('express', 'index.d.ts'));
    for (const name of declarations) {
      const types = readFileSync(join(dist, name), 'utf8').replace(/\/\*\*.*?\*\//gs, '');
      expect(types, name).not.to.match(/(?:from |import\()['"](?:@types\/)?(?:koa|express)\b/);
    }
  });
});
