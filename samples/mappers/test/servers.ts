import type { Dialect } from '../connections/database-url';
import { OwnServer, type ServerProgram } from './own-server';

type ServerDialect = Exclude<Dialect, 'sqlite'>;

const PROGRAMS: Readonly<Record<ServerDialect, ServerProgram>> = {
  postgres: {
    initialize: ({ folder }) => ['initdb', ...words(`-D ${folder} -U postgres -A trust -E UTF8 --locale=C -N`)],
    serve: ({ folder, port }) => [
      'postgres',
      ...words(`-D ${folder} -p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`),
    ],
    ready: 'ready to accept connections',
    url: (port) => `postgres://postgres@127.0.0.1:${port}/postgres`,
    insteadOfRoot: 'postgres',
  },
  mariadb: {
    initialize: ({ folder, user }) => [
      'mariadb-install-db',
      ...words(`--no-defaults --datadir=${folder} --user=${user} --auth-root-authentication-method=normal`),
    ],
    serve: ({ folder, user, port }) => [
      'mariadbd',
      ...words(`--no-defaults --datadir=${folder} --user=${user} --socket=${folder}/socket`),
      ...words(`--port=${port} --bind-address=127.0.0.1 --innodb-flush-log-at-trx-commit=0`),
    ],
    ready: 'ready for connections',
    url: (port) => `mariadb://root@127.0.0.1:${port}/mysql`,
  },
};

const started = new Map<ServerDialect, OwnServer>();

function words(line: string): string[] {
  return line.split(' ');
}

/** Starts a server of each kind that is installed, unless the environment names one. */
export async function startServers(): Promise<void> {
  for (const dialect of ['postgres', 'mariadb'] as const) {
    const server = named(dialect) === undefined ? await OwnServer.start(PROGRAMS[dialect]) : undefined;
    if (server !== undefined) started.set(dialect, server);
  }
}

export async function stopServers(): Promise<void> {
  await Promise.all(Array.from(started.values(), (server) => server.stop()));
}

/** Where databases can be made; `undefined` if there is no server of this kind. */
export function serverOf(dialect: ServerDialect): URL | undefined {
  const url = named(dialect) ?? started.get(dialect)?.url;
  return url === undefined ? undefined : new URL(url);
}

/** What `MAPPERS_POSTGRES` or `MAPPERS_MARIADB` says. */
function named(dialect: ServerDialect): string | undefined {
  return process.env[`MAPPERS_${dialect.toUpperCase()}`];
}
