import type { ProxyProgram } from './caching-proxy';

/** nginx as a cache in front of an origin, with settings of its responses and of its location. */
export function nginxWith(path: string, responses: string, location: string): ProxyProgram {
  return {
    path,
    arguments: ({ directory, configuration }) => ['-p', directory, '-c', configuration, '-e', 'stderr'],
    configuration: ({ port, origin }) => `
      daemon off;
      pid nginx.pid;
      error_log stderr warn;
      worker_processes 1;
      events { worker_connections 64; }
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        proxy_cache_path cache keys_zone=responses:1m;
        ${responses}
        server {
          listen 127.0.0.1:${port};
          location / {
            proxy_pass http://127.0.0.1:${origin};
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_cache responses;
            ${location}
          }
        }
      }
    `,
  };
}

/** A cache that revalidates what it holds, and compresses it for clients or not. */
export function nginx(path: string, gzip: 'on' | 'off'): ProxyProgram {
  const compression = `
    gzip ${gzip};
    gzip_proxied any;
    gzip_types application/json;
    gzip_min_length 1;
  `;
  return nginxWith(path, compression, 'proxy_cache_revalidate on;');
}
