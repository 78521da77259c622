import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { blocksOf, documents, type Example } from './examples';
import { compiled, typeCheck } from './type-check';

const run = promisify(execFile);

/** What differs from one answer to the next, and says nothing of conditional requests. */
const LEFT_OUT = /^(?:Date|Connection|Keep-Alive): /;

/** The server on the reader's own machine; others are not there. */
const READER = 'localhost:3000';

interface Exchange {
  readonly command: string;
  readonly answer: string;
}

/** The commands of a terminal session, each with what it printed. */
function exchangesIn({ code }: Example): Exchange[] {
  return code
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [, command = ''] = /^((?:.*\\\n)*.*)/.exec(text) ?? [];
      return { command, answer: text.slice(command.length).trim() };
    });
}

/** The controllers that the sessions of a document talk to: those of the last program that exports some before them. */
function controllersBefore(session: Example): Example {
  const program = blocksOf(session.file, 'ts').findLast(
    ({ line, code }) => line < session.line && /^import /m.test(code) && /^export class \w+Controller/m.test(code),
  );
  if (program === undefined) throw new Error(`${session.file}, line ${session.line}: no controllers stand before it`);
  return program;
}

async function curl(command: string, port: string): Promise<string> {
  const script = command.replaceAll(READER, `127.0.0.1:${port}`).replace(/^curl /, 'curl -s ');
  const { stdout } = await run('sh', ['-c', script]);
  return stdout
    .replaceAll('\r', '')
    .split('\n')
    .filter((line) => !LEFT_OUT.test(line))
    .join('\n')
    .trimEnd();
}

describe('the exchanges in the documents', function () {
  this.timeout(60_000);
  const sessions = documents()
    .flatMap((file) => blocksOf(file, 'console'))
    .filter(({ code }) => code.includes(READER));
  const served = new Map(sessions.map((session) => [session, controllersBefore(session)]));
  const servers = new Map<Example, { process: ChildProcess; port: string }>();

  before(async function () {
    await run('curl', ['--version']).catch(() => this.skip());
    const programs = [...new Set(served.values())];
    expect(typeCheck(programs, { folder: 'served', preludes: ['application.ts'] }).join('\n')).to.equal('');
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
