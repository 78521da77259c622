import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const script = join(__dirname, '../../../scripts/check-release.mjs');

describe('scripts/check-release.mjs', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'release-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const complete = {
    name: 'p',
    version: '1.0.0',
    repository: 'a/b',
    homepage: 'https://b.example',
    bugs: 'https://b.example',
  };

  function check(manifest: object, heading = '## 1.0.0, 2026-11-30') {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'CHANGELOG.md'), `# Changes\n\n${heading}\n`);
    const { status, stderr } = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
    return { status, stderr: stderr.trim() };
  }

  it('lets a complete package be published', () => {
    expect(check(complete)).to.deep.equal({ status: 0, stderr: '' });
  });

  for (const field of ['repository', 'homepage', 'bugs']) {
    it(`refuses one without ${field}`, () => {
      expect(check({ ...complete, [field]: undefined })).to.deep.equal({
        status: 1,
        stderr: `package.json has no "${field}"`,
      });
    });
  }

  it('refuses a version that the changelog calls unreleased, or does not name', () => {
    expect(check(complete, '## 1.0.0, unreleased').stderr).to.equal('CHANGELOG.md calls 1.0.0 unreleased');
    expect(check(complete, '## 0.9.0').stderr).to.equal('CHANGELOG.md has no section 1.0.0');
  });
});
