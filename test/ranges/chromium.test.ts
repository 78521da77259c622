import { expect } from 'chai';
import { Browser } from '../clients/browser';
import { plainSetups } from '../controllers/app';
import { describeWith } from '../programs';
import { FileServer } from './file-server';

const SECONDS = 240;
const BYTES_PER_SECOND = 176_400;
const HEADER = 44;

/** Silence of some minutes, in two channels of 16 bits: too much for a player to load at once. */
function waveFile(): Buffer {
  const size = SECONDS * BYTES_PER_SECOND;
  const file = Buffer.alloc(HEADER + size);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + size, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(44_100, 24);
  file.writeUInt32LE(BYTES_PER_SECOND, 28);
  file.writeUInt16LE(4, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(size, 40);
  return file;
}

for (const setup of plainSetups) {
  describeWith('chromium', `Chromium and a media file, on ${setup.name}`, (path) => {
    const browser = new Browser(path);
    const server = new FileServer(setup);

    before(async () => {
      server.folder.write(waveFile(), 'silence.wav');
      server.folder.write('<!doctype html><audio preload="metadata" src="silence.wav"></audio>', 'index.html');
      await server.start();
      await browser.start();
    });

    after(async () => {
      await browser.stop();
      await server.stop();
    });

    it('seeks to a moment that it has not loaded, by the range that holds it', async () => {
      const { page } = await browser.open();
      await page.goto(`${server.app.origin}/index.html`);
      const moment = await page.evaluate(async (target) => {
        const { document } = globalThis as unknown as { document: { querySelector(name: string): Player } };
        const audio = document.querySelector('audio');
        const happens = (event: string) => new Promise((resolve) => audio.addEventListener(event, resolve));
        if (audio.readyState < 1) await happens('loadedmetadata');
        const seeked = happens('seeked');
        audio.currentTime = target;
        await seeked;
        return audio.currentTime;
      }, SECONDS - 20);
      expect(moment).to.equal(SECONDS - 20);
      const parts = server.answered.filter((line) => line.startsWith('/silence.wav'));
      expect(parts.filter((line) => line.endsWith(' 200'))).to.deep.equal([]);
      const starts = parts
        .filter((line) => line.endsWith(' 206'))
        .map((line) => Number(/bytes=(\d+)-/.exec(line)?.[1]));
      expect(Math.max(...starts)).to.be.greaterThan((SECONDS - 40) * BYTES_PER_SECOND);
    });
  });
}

interface Player {
  currentTime: number;
  readonly readyState: number;
  addEventListener(event: string, listener: (event: unknown) => void): void;
}
