import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTables, runStatements } from '../connections/create-tables';
import { type Dialect, dialectOf } from '../connections/database-url';
import { serverOf } from './servers';

/** Makes a database with the tables of all recipes; `undefined` if its server is not at hand. */
export async function makeDatabase(dialect: Dialect): Promise<URL | undefined> {
  const url = dialect === 'sqlite' ? await makeFile() : await makeOn(serverOf(dialect));
  if (url !== undefined) await createTables(url);
  return url;
}

export async function dropDatabase(url: URL): Promise<void> {
  const dialect = dialectOf(url);
  if (dialect === 'sqlite') return rm(dirname(url.pathname), { recursive: true });
  await runStatements(serverOf(dialect) as URL, [`DROP DATABASE ${url.pathname.slice(1)}`]);
}

async function makeFile(): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'mappers-'));
  return new URL(`sqlite:${join(folder, 'articles.sqlite')}`);
}

async function makeOn(server: URL | undefined): Promise<URL | undefined> {
  if (server === undefined) return undefined;
  const name = `mappers_${randomBytes(8).toString('hex')}`;
  await runStatements(server, [`CREATE DATABASE ${name}`]);
  return Object.assign(new URL(server), { pathname: `/${name}` });
}
