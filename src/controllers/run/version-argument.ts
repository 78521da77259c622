import type { ActionRun } from './action-run';
import { learnCurrentState } from './current-version';

const MARK = Symbol.for('routing-controllers-etag/version-argument');

/**
 * A placeholder among an action's arguments for the current version, which is not yet known when routing-controllers
 * collects them. It is recognized by other copies of this package too.
 */
export const VERSION_ARGUMENT: object = Object.freeze({ [MARK]: true });

/**
 * Replaces the placeholders with `undefined`, for the functions of decorators.
 *
 * @returns their positions
 */
export function takeVersionArguments(args: unknown[]): readonly number[] {
  const positions: number[] = [];
  args.forEach((argument, position) => {
    if (typeof argument === 'object' && argument !== null && MARK in argument) positions.push(position);
  });
  for (const position of positions) args[position] = undefined;
  return positions;
}

/** The arguments for the action's method. */
export function methodArguments({ args, check, versionArguments }: ActionRun): unknown[] {
  if (versionArguments.length === 0) return args;
  const version = check.knownVersion;
  return args.map((argument, position) => (versionArguments.includes(position) ? version : argument));
}

/**
 * Looks up the version for an unconditional request, if it is needed: for `@CurrentVersion()`, for the `WebRequest` of
 * a write, or for a published tag.
 *
 * @throws Error if routing-controllers has not passed the action its parameters
 */
export async function requireVersion(run: ActionRun): Promise<void> {
  const { plan, check, versionArguments } = run;
  if (plan.currentVersion !== true && !mayAsk(run)) return;
  if (plan.currentVersion === true && versionArguments.length === 0) throw parametersLost(run);
  if (check.version === undefined) await learnCurrentState(run);
}

function mayAsk({ plan, check }: ActionRun): boolean {
  if (plan.etag === undefined || check.isRetrieving) return false;
  return plan.imperative === true || plan.touches?.publish === true;
}

/** Without the version, the action's optimistic lock would have no effect. */
function parametersLost({ plan, call }: ActionRun): Error {
  return new Error(
    `${plan.action} takes @CurrentVersion(), but received no parameters: routing-controllers passes none to inherited ` +
      `actions. Declare the action again in ${call.metadata.target.name}`,
  );
}
