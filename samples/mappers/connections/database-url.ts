/** `sqlite:/path/to/file`, `postgres://user@host:port/name` or `mariadb://user@host:port/name`. */
export type Dialect = 'sqlite' | 'postgres' | 'mariadb';

export function dialectOf(url: URL): Dialect {
  const dialect = url.protocol.slice(0, -1);
  if (dialect === 'sqlite' || dialect === 'postgres' || dialect === 'mariadb') return dialect;
  throw new TypeError(`Not sqlite:, postgres: or mariadb: but ${url.protocol}`);
}

/** The settings for the drivers of PostgreSQL and MariaDB. */
export function serverOf(url: URL) {
  return {
    host: url.hostname,
    port: Number(url.port || (dialectOf(url) === 'postgres' ? 5432 : 3306)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
}
