import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { blocksOf, documents, type Example } from './examples';
import { curl, exchangesIn, READER } from './exchanges';
import { compiled, typeCheck } from './type-check';

const run = promisify(execFile);

/** The controllers that the sessions of a document talk to: those of the last program that exports some before them. */
function controllersBefore(session: Example): Example {
  const program = blocksOf(session.file, 'ts').findLast(
    ({ line, code }) => line < session.line && /^import /m.test(code) && /^export class \w+Controller/m.test(code),
  );
  if (program === undefined) throw new Error(`${session.file}, line ${session.line}: no controllers stand before it`);
  return program;
}

describe('the exchanges in the documents', function () {
  this.timeout(60_000);
  // README.md's program starts by itself: test/samples/minimal.test.ts runs it.
  const sessions = documents()
    .filter((file) => file !== 'README.md')
    .flatMap((file) => blocksOf(file, 'console'))
    .filter(({ code }) => code.includes(READER));
  const served = new Map(sessions.map((session) => [session, controllersBefore(session)]));
  const servers = new Map<Example, { process: ChildProcess; port: string }>();

  before(async function () {
    await run('curl', ['--version']).catch(() => this.skip());
    const programs = [...new Set(served.values())];
    expect(typeCheck(programs, 'served').join('\n')).to.equal('');
    for (const program of programs) {
      const module = compiled(program, 'served');
      const child = spawn(process.execPath, [join(__dirname, 'serve-example.js'), module], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [port] = await once(child.stdout, 'data');
      servers.set(program, { process: child, port: String(port).trim() });
    }
  });

  after(() => {
    for (const { process } of servers.values()) process.kill();
  });

  it('are there', () => expect(sessions).not.to.be.empty);

  for (const session of sessions) {
    for (const { command, answer } of exchangesIn(session)) {
      it(`${session.file}, line ${session.line}: ${command}`, async () => {
        const server = servers.get(served.get(session) as Example);
        expect(await curl(command, server?.port as string)).to.equal(answer);
      });
    }
  }
});
