/** Sends requests in the name of somebody, for the log to tell. */
export function sendAs(
  who: string,
): (url: string, settings: RequestInit & { headers?: Record<string, string> }) => Promise<Response> {
  return (url, settings) => fetch(url, { ...settings, headers: { ...settings.headers, 'X-Who': who } });
}
