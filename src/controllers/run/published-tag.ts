import type { ActionRun } from './action-run';
import { type NamedVersions, requireSomeNames, tagValue } from './versioned-tag';

/**
 * Publishes the tag that the next read will have unless somebody else changes its names first. Touched names count with
 * their next versions. All other names count with their versions from *before* the action: the client has not seen
 * later changes, so its next write must fail.
 */
export async function publishTouched(run: ActionRun): Promise<void> {
  const { etag, touches } = run.plan;
  if (touches?.publish !== true || etag === undefined || !('names' in etag.source)) return;
  if (run.check.validators.etag !== undefined) return;
  // The names may differ now, because the action may have created or deleted the resource.
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
