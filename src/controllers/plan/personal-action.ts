import { getMetadataArgsStorage } from 'routing-controllers';
import { withBaseClasses } from './controller-plan';

const PERSONAL_PARAMETERS = ['current-user', 'session', 'session-param'];

/** Whether an action's responses belong to one user: it is behind `@Authorized`, or takes the user or the session. */
export function isPersonal(controller: Function, method: string): boolean {
  const classes = withBaseClasses(controller);
  const { responseHandlers, params } = getMetadataArgsStorage();
  const authorized = responseHandlers.some(
    ({ type, target, method: of }) =>
      type === 'authorized' && classes.includes(target) && (of === method || of === undefined),
  );
  const takesUser = params.some(
    ({ type, object, method: of }) =>
      of === method && PERSONAL_PARAMETERS.includes(type) && classes.includes(object.constructor),
  );
  return authorized || takesUser;
}
