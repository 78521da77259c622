/** What is below the entry point of the package. */
export const { directiveNames } =
  require('../../../dist/http/cache-control.js') as typeof import('../../dist/http/cache-control');
export const { codedTag, codingOf, heldForm, markOf, uncodedTag, withAcceptedForms, withUncodedForms } =
  require('../../../dist/http/content-coding.js') as typeof import('../../dist/http/content-coding');
export const { isConditional } =
  require('../../../dist/http/conditions.js') as typeof import('../../dist/http/conditions');
export const { entityTagText } =
  require('../../../dist/http/entity-tag.js') as typeof import('../../dist/http/entity-tag');
export const { formatEntityTagList } =
  require('../../../dist/http/entity-tag-list.js') as typeof import('../../dist/http/entity-tag-list');
export const { isFieldValue, isToken, quotedString } =
  require('../../../dist/http/field.js') as typeof import('../../dist/http/field');
export const { isStrongDate } =
  require('../../../dist/http/http-date.js') as typeof import('../../dist/http/http-date');
export const { isRetrieving, isWrite, selectsNoRepresentation } =
  require('../../../dist/http/methods.js') as typeof import('../../dist/http/methods');
export const { evaluateWithUnknownTag, protectsWrite } =
  require('../../../dist/http/preconditions.js') as typeof import('../../dist/http/preconditions');
