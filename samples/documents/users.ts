import { type Action, createParamDecorator } from 'routing-controllers';

export interface User {
  readonly id: string;
}

export interface Tenant {
  readonly id: string;
}

/** Injects the tenant of a request. */
export function CurrentTenant() {
  return createParamDecorator({ value: ({ request }: Action): Tenant => ({ id: request.get('X-Tenant') }) });
}

/** The language in which a client reads. */
export function languageOf(acceptLanguage: string): 'de' | 'en' {
  return acceptLanguage.startsWith('de') ? 'de' : 'en';
}
