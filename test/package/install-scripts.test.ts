import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

interface LockedPackage {
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
}

function contentOf(file: string) {
  return JSON.parse(readFileSync(join(__dirname, '../../..', file), 'utf8'));
}

describe('fault 30: no install script needs to run', () => {
  const packages = Object.entries<LockedPackage>(contentOf('package-lock.json').packages);

  it('each package that has one is refused by name, so that npm asks about none', () => {
    const scripted = packages
      .filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional)
      .map(([path]) => path.split('node_modules/').at(-1) as string);
    const refused = Object.fromEntries(scripted.map((name) => [name, false]));
    expect(contentOf('package.json').allowScripts).to.deep.equal(refused);
  });

  it('there is no binding that a compiler would have to make', () => {
    expect(packages.filter(([path]) => /node_modules\/(better-sqlite3|sqlite3)$/.test(path))).to.deep.equal([]);
  });
});
