import type { ProxyProgram } from './caching-proxy';

/**
 * Varnish as a cache that keeps what has a tag, and asks for it at each use: it revalidates nothing with a lifetime of
 * exactly 0. It is told to look up every GET: also those
 * with a cookie or an Authorization field, which it would pass on its own. Only the response keeps them apart then.
 */
export function varnish(path: string, gzip: 'on' | 'off'): ProxyProgram {
  return {
    path,
    arguments: ({ directory, configuration, port }) => [
      ...['-F', '-n', directory, '-a', `127.0.0.1:${port}`, '-f', configuration],
      // Its directory is usually in memory; here it need not be large, nor locked.
      ...['-s', 'malloc,16m', '-p', 'vsl_space=1m', '-p', 'thread_pools=1'],
      // Node closes idle connections after 5 seconds.
      ...['-p', 'timeout_idle=600', '-p', 'backend_idle_timeout=3'],
    ],
    configuration: ({ origin }) => `
      vcl 4.1;
      backend origin { .host = "127.0.0.1"; .port = "${origin}"; }
      sub vcl_recv {
        if (req.method == "GET" || req.method == "HEAD") { return (hash); }
        return (pass);
      }
      sub vcl_backend_response {
        set beresp.do_gzip = ${gzip === 'on'};
        if (beresp.status == 200 && beresp.ttl <= 0s && beresp.http.ETag
            && beresp.http.Cache-Control !~ "private|no-store") {
          set beresp.ttl = 0.001ms;
          set beresp.grace = 0s;
          set beresp.keep = 1h;
          return (deliver);
        }
      }
    `,
  };
}
