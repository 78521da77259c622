import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTables, runStatements } from '../connections/create-tables';
import { type Dialect, dialectOf } from '../connections/database-url';

/** The servers that tests make databases of their own on. */
const SERVERS = {
  postgres: process.env.MAPPERS_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/test',
  mariadb: process.env.MAPPERS_MARIADB ?? 'mariadb://root@127.0.0.1:3306/test',
};

/** Makes a database with the tables of all recipes; `undefined` if its server is not at hand. */
export async function makeDatabase(dialect: Dialect): Promise<URL | undefined> {
  const url = dialect === 'sqlite' ? await makeFile() : await makeOnServer(new URL(SERVERS[dialect]));
  if (url !== undefined) await createTables(url);
  return url;
}

export async function dropDatabase(url: URL): Promise<void> {
  const dialect = dialectOf(url);
  if (dialect === 'sqlite') return rm(dirname(url.pathname), { recursive: true });
  await runStatements(new URL(SERVERS[dialect]), [`DROP DATABASE ${url.pathname.slice(1)}`]);
}

async function makeFile(): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'mappers-'));
  return new URL(`sqlite:${join(folder, 'articles.sqlite')}`);
}

async function makeOnServer(server: URL): Promise<URL | undefined> {
  const name = `mappers_${randomBytes(8).toString('hex')}`;
  try {
    await runStatements(server, [`CREATE DATABASE ${name}`]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return undefined;
    throw error;
  }
  return Object.assign(new URL(server), { pathname: `/${name}` });
}
