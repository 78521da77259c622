import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { plainSetups } from '../controllers/app';
import { describeWith } from '../programs';
import { FileServer } from './file-server';
import { bytesOf } from './representations';

const run = promisify(execFile);

const WHOLE = bytesOf(200_000);

for (const setup of plainSetups) {
  describeWith('curl', `curl and ranges of a file, on ${setup.name}`, (curl) => {
    const server = new FileServer(setup);
    const url = () => `${server.app.origin}/film.bin`;

    before(async () => {
      server.folder.write(WHOLE, 'film.bin');
      await server.start();
    });

    after(() => server.stop());

    beforeEach(() => server.answered.splice(0));

    for (const [range, expected] of [
      ['5-9', WHOLE.slice(5, 10)],
      ['199990-', WHOLE.slice(199_990)],
      ['-7', WHOLE.slice(-7)],
    ] as const) {
      it(`-r ${range} gets the part`, async () => {
        const { stdout } = await run(curl, ['-sS', '-r', range, url()]);
        expect(stdout).to.equal(expected);
        expect(server.answered).to.deep.equal([`/film.bin bytes=${range} 206`]);
      });
    }

    it('-r gets the part where the client accepts codings too: a part is not coded', async () => {
      const { stdout } = await run(curl, ['-sS', '--compressed', '-r', '5-9', url()]);
      expect(stdout).to.equal(WHOLE.slice(5, 10));
    });

    it('-r 0-1,5-6 gets two parts', async () => {
      const { stdout } = await run(curl, ['-sS', '-r', '0-1,5-6', url()]);
      expect(stdout).to.contain('Content-Range: bytes 0-1/200000').and.contain('Content-Range: bytes 5-6/200000');
    });

    it('-C - goes on where a download broke off', async () => {
      const partial = server.folder.write(WHOLE.slice(0, 70_000), 'download');
      await run(curl, ['-sS', '-C', '-', '-o', partial, url()]);
      expect(readFileSync(partial, 'utf8')).to.equal(WHOLE);
      expect(server.answered).to.deep.equal(['/film.bin bytes=70000- 206']);
    });

    it('-C - with If-Range does not go on with another version', async () => {
      const begun = WHOLE.slice(0, 70_000);
      const partial = server.folder.write(begun, 'download');
      const failure = await run(curl, ['-sS', '-C', '-', '-H', 'If-Range: "older"', '-o', partial, url()]).catch(
        (error) => error,
      );
      expect(failure.code, 'the server has sent the whole').to.equal(33);
      expect(readFileSync(partial, 'utf8')).to.equal(begun);
      expect(server.answered).to.deep.equal(['/film.bin bytes=70000- 200']);
    });
  });
}
