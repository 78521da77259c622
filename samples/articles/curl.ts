/** A command with a comment that states the status of its response. */
export function step(status: number, comment: string, ...parts: string[]): string {
  return `# ${status}: ${comment}\ncurl -i ${parts.join(' ')}`;
}

export function json(body: object): string {
  return `-H 'Content-Type: application/json' -d ${shellWord(JSON.stringify(body))}`;
}

export function header(line: string): string {
  return `-H ${shellWord(line)}`;
}

export function ifMatch(tag: string): string {
  return header(`If-Match: "${tag}"`);
}

export function ifNoneMatch(tag: string): string {
  return header(`If-None-Match: "${tag}"`);
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
