import type { ActionRun } from './action-run';
import { learnCurrentState } from './current-version';

const MARK = Symbol.for('routing-controllers-etag/version-argument');

/**
 * Stands among an action's arguments for the current version, which is not known yet when routing-controllers collects them.
 * Another copy of this package knows it too.
 */
export const VERSION_ARGUMENT: object = Object.freeze({ [MARK]: true });

/**
 * Puts `undefined` in the place of the version, which is what the functions of decorators see.
 *
 * @returns its positions
 */
export function takeVersionArguments(args: unknown[]): readonly number[] {
  const positions: number[] = [];
  args.forEach((argument, position) => {
    if (typeof argument === 'object' && argument !== null && MARK in argument) positions.push(position);
  });
  for (const position of positions) args[position] = undefined;
  return positions;
}

/** The arguments with which the action's method is called. */
export function methodArguments({ args, check, versionArguments }: ActionRun): unknown[] {
  if (versionArguments.length === 0) return args;
  const version = check.knownVersion;
  return args.map((argument, position) => (versionArguments.includes(position) ? version : argument));
}

/**
 * Asks for the version of a request that needs no check, if its action takes it: by `@CurrentVersion()`, or by the `WebRequest`
 * of a write; or if a tag is to be published that is made of it.
 *
 * @throws the 503 of a version that nobody can tell now, where `@CurrentVersion()` asks for it; Error if routing-controllers has
 *   not handed the action its parameters
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

/** A lock by a version that is missing would be none. */
function parametersLost({ plan, call }: ActionRun): Error {
  return new Error(
    `${plan.action} takes @CurrentVersion(), but got no parameters: routing-controllers hands none to actions that are ` +
      `inherited. Declare the action again in ${call.metadata.target.name}`,
  );
}
