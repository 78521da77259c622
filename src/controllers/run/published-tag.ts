import type { ActionRun } from './action-run';
import { type NamedVersions, requireSomeNames, tagValue } from './versioned-tag';

/**
 * Publishes the tag that the next read will give, if nobody else changes its names before. What the action touches counts with
 * its next version, and all else with the version that it had *before* the action: what has changed since the client has not
 * seen, so its next write is to fail.
 */
export async function publishTouched(run: ActionRun): Promise<void> {
  const { etag, touches } = run.plan;
  if (touches?.publish !== true || etag === undefined || !('names' in etag.source)) return;
  if (run.check.validators.etag !== undefined) return;
  // The action may have made what was not there, or removed what was.
  const names = await etag.source.names(run.controller, run.args);
  if (names === null || names === undefined) return;
  const next = nextVersions(run, requireSomeNames(run, names));
  if (next !== undefined) run.check.remember({ etag: tagValue(next) });
}

function nextVersions({ touched, versioned }: ActionRun, names: readonly string[]): NamedVersions | undefined {
  const versions = new Map<string, string>();
  for (const name of names) {
    const version = touched?.get(name) ?? versioned?.get(name);
    if (version === undefined) return undefined;
    versions.set(name, version);
  }
  return versions;
}
