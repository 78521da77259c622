/** Sends requests in somebody's name, which the log shows. */
export function sendAs(
  who: string,
): (url: string, settings: RequestInit & { headers?: Record<string, string> }) => Promise<Response> {
  return (url, settings) => fetch(url, { ...settings, headers: { ...settings.headers, 'X-Who': who } });
}
