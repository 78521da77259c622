vcl 4.1;

import std;
import xkey;

backend default { .host = "127.0.0.1"; .port = "3000"; }

# The processes of the application may purge.
acl purgers { "127.0.0.1"; "::1"; }

sub vcl_recv {
  if (req.method == "PURGE") {
    if (client.ip !~ purgers) { return (synth(403)); }
    if (!req.http.xkey) { return (synth(400)); }
    set req.http.purged = xkey.purge(req.http.xkey);
    return (synth(200, "Purged " + req.http.purged));
  }
}

sub vcl_backend_response {
  # RFC 9213: obey CDN-Cache-Control instead of Cache-Control.
  if (beresp.http.CDN-Cache-Control ~ "max-age=[0-9]" && beresp.http.Cache-Control !~ "private|no-store" && !beresp.http.Set-Cookie) {
    set beresp.ttl = std.duration(regsub(beresp.http.CDN-Cache-Control, "^.*max-age=([0-9]+).*$", "\1s"), 0s);
    set beresp.grace = 0s;
    return (deliver);
  }
}

sub vcl_deliver {
  if (obj.hits > 0) { set resp.http.X-Cache = "hit"; } else { set resp.http.X-Cache = "miss"; }
  # These fields are not for clients.
  unset resp.http.xkey;
  unset resp.http.CDN-Cache-Control;
}
