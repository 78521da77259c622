import { completeActions, completePlanOf } from '../controllers/plan/action-registry';
import type { CompletePlan } from '../controllers/plan/complete-plan';
import { isRetrieving, selectsNoRepresentation } from '../http/methods';
import type { COMPONENTS, ResponseName } from './components';

/** The parameters, headers and responses of an action's conditional requests, by the names of their components. */
export interface DeclaredConditions {
  readonly parameters: readonly (keyof typeof COMPONENTS.parameters)[];
  /** The headers of the 2xx responses and of the 304. */
  readonly headers: readonly (keyof typeof COMPONENTS.headers)[];
  readonly responses: readonly ResponseName[];
}

/**
 * The conditional requests that an action declares.
 *
 * @param type - the action's HTTP method in routing-controllers' metadata
 * @returns `undefined` for an action that is not conditional
 */
export function conditionsOf(controller: Function, method: string, type: string): DeclaredConditions | undefined {
  const registered = completeActions(controller).get(method);
  const verb = type.toUpperCase();
  if (registered === undefined || selectsNoRepresentation(verb)) return undefined;
  const plan = completePlanOf(registered, controller);
  return isRetrieving(verb) ? ofRead(plan) : ofWrite(plan);
}

function ofRead(plan: CompletePlan): DeclaredConditions {
  const { redirects } = plan;
  const tagged = !redirects && (isTagged(plan) || plan.etagFromResult !== undefined);
  const dated = !redirects && (plan.lastModified !== undefined || plan.lastModifiedFromResult !== undefined);
  const evaluated = tagged || dated;
  return {
    parameters: those({ IfNoneMatch: tagged, IfModifiedSince: dated }),
    headers: those({
      ETag: tagged,
      LastModified: dated,
      CacheControl: evaluated || plan.cacheControl !== undefined,
    }),
    responses: those({ NotModified: evaluated }),
  };
}

/**
 * The response to a write carries the validators of the new version, not those that its preconditions were compared
 * with.
 */
function ofWrite(plan: CompletePlan): DeclaredConditions {
  const tagged = isTagged(plan);
  const dated = plan.lastModified !== undefined;
  const required = plan.preconditionRequired === true;
  const guarded = (tagged || dated) && plan.etag?.guard !== false;
  return {
    parameters: those({
      IfMatch: tagged && !required,
      RequiredIfMatch: tagged && required,
      IfUnmodifiedSince: dated && (tagged || !required),
      RequiredIfUnmodifiedSince: dated && !tagged && required,
      IfNoneMatchOfWrite: tagged && !required,
    }),
    headers: those({
      ETag: plan.etagFromResult !== undefined || plan.imperative === true || plan.touches?.publish === true,
      LastModified: plan.lastModifiedFromResult !== undefined,
      CacheControl: plan.cacheControl !== undefined,
    }),
    responses: those({
      PreconditionFailed: tagged || dated,
      PreconditionRequired: required,
      ServiceUnavailable: guarded || plan.touches !== undefined,
    }),
  };
}

/** An action that evaluates preconditions itself counts as one with a tag. */
function isTagged({ etag, imperative }: CompletePlan): boolean {
  return etag !== undefined || imperative === true;
}

function those<N extends string>(names: Readonly<Record<N, boolean>>): N[] {
  return (Object.keys(names) as N[]).filter((name) => names[name]);
}
